package io.github.backpropbench.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void groupsAndCellsOfSeveralLines() {
    Table table =
        new Table(
            "shape",
            List.of(Column.key("batch"), Column.figure("a"), Column.figure("b")),
            List.of(
                row("3-2-1", "1", List.of("10 M/s", "1 ns"), List.of("9 M/s", "1.1 ns")),
                row("3-2-1", "64", List.of("8 M/s", "8 ns"), List.of()),
                row("5-4-3", "1", List.of("failed"), List.of("–"))),
            "all.json");
    assertThat(new TextTable(table, 100).lines())
        .containsExactly(
            "batch       a       b",
            "-----  ------  ------",
            "3-2-1",
            "    1  10 M/s   9 M/s",
            "         1 ns  1.1 ns",
            "   64   8 M/s",
            "         8 ns",
            "5-4-3",
            "    1  failed       –");
  }

  @Test
  void figuresThatDoNotFitMoveToAnotherPart() {
    Table table =
        new Table(
            "",
            List.of(
                Column.key("batch"),
                Column.figure("a"),
                Column.figure("bbbbbbbbbb"),
                Column.figure("cccccccccc")),
            List.of(Row.of(List.of("64", "1", "2", "3"))),
            "all.json");
    assertThat(new TextTable(table, 22).lines())
        .containsExactly(
            "batch  a  bbbbbbbbbb",
            "-----  -  ----------",
            "   64  1           2",
            "",
            "batch  cccccccccc",
            "-----  ----------",
            "   64           3");
  }

  @Test
  void wordsAreWrapped() {
    Table table =
        new Table(
            "",
            List.of(Column.words("cell"), Column.figure("forks"), Column.words("reason")),
            List.of(Row.of(List.of("step", "3", "the gradient of W1 is wrong by 0.5"))),
            "all.json");
    assertThat(new TextTable(table, 32).lines())
        .containsExactly(
            "cell  forks  reason",
            "----  -----  -------------------",
            "step      3  the gradient of W1",
            "             is wrong by 0.5");
  }

  @Test
  void aShortenedTableSaysWhereTheRestIs() {
    Table table =
        new Table(
            "",
            List.of(Column.key("batch")),
            List.of(Row.of(List.of("1")), Row.of(List.of("8")), Row.of(List.of("64"))),
            "all.json");
    assertThat(new TextTable(table.shortened(1), 100).lines())
        .containsExactly("batch", "-----", "    1", "2 more rows: see all.json.");
  }

  private static Row row(String group, String key, List<String> a, List<String> b) {
    return new Row(group, 0, List.of(List.of(key), a, b));
  }
}
