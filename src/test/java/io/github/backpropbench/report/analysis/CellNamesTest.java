package io.github.backpropbench.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.SampleRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CellNamesTest {
  private static final String LONG = "the very same long beginning of a value ".repeat(20);

  @Test
  void aCellOfTheSuiteIsCalledWhatItWas() {
    CellKey cell = SampleRun.trainingStep("ejml", 64);
    assertThat(labels(cell, SampleRun.trainingStep("arrays", 64))).contains(cell.label());
  }

  @Test
  void packagesTellBenchmarksApart() {
    assertThat(labels(cell("a.hash.M.get"), cell("a.tree.M.get"), cell("a.tree.M.put")))
        .containsExactly("hash.M.get", "tree.M.get", "M.put");
  }

  @Test
  void longValuesShowWhereTheyDiffer() {
    assertThat(labels(cell("a.B.l", "json", LONG + "n:0}"), cell("a.B.l", "json", LONG + "n:1}")))
        .satisfiesExactly(
            label -> assertThat(label).startsWith("B.l json=the").endsWith("n:0}"),
            label -> assertThat(label).startsWith("B.l json=the").endsWith("n:1}"))
        .allMatch(label -> label.length() < 100);
  }

  @Test
  void longNamesOfBenchmarksAndParametersToo() {
    String name = "aParameterWithARatherLongName";
    List<String> labels =
        labels(
            cell("a.B.aMethod" + "WithALongName".repeat(20) + "1"),
            cell("a.B.aMethod" + "WithALongName".repeat(20) + "2"),
            cell("a.B.m", name + "A", "1"),
            cell("a.B.m", name + "B", "1"));
    assertThat(labels).doesNotHaveDuplicates().allMatch(label -> label.length() <= 90);
    assertThat(labels.get(0)).startsWith("B.aMethod").endsWith("1");
    assertThat(labels.get(3)).endsWith("NameB=1");
  }

  @Test
  void cellsThatDifferInAnythingHaveDifferentNames() {
    assertThat(
            labels(
                cell("a.B.m"),
                cell("a.B.m", "p", ""),
                cell("a.B.m", "p", " "),
                cell("a.B.m", "p", "1"),
                cell("a.B.m", "q", "1"),
                cell("a.B.m", "p", "1", "q", "1"),
                cell("a.B.m", "p", "1 q=1"),
                cell("a.B.m", "p", "x\u200b"),
                cell("a.B.m", "p", "x"),
                cell("a.B.m", "p", "X"),
                cell("a.B.m", "p", "a" + "0".repeat(300)),
                cell("a.B.m", "p", "a" + "0".repeat(301))))
        .doesNotHaveDuplicates()
        .contains("B.m", "B.m p=", "B.m p=␣", "B.m q=1", "B.m p=x\\u200b");
  }

  @Test
  void moreParametersThanFitAreCutAndStillDiffer() {
    Map<String, String> many = new TreeMap<>();
    for (int i = 0; i < 100; i++) {
      many.put("parameter" + i, LONG + i);
    }
    CellKey cell = new CellKey("a.B.m", many);
    assertThat(labels(cell, cell.with("parameter99", "other"), cell.with("parameter50", "another")))
        .doesNotHaveDuplicates()
        .allMatch(label -> label.length() <= 600);
  }

  private static List<String> labels(CellKey... cells) {
    CellNames names = new CellNames(Arrays.asList(cells), CellNames.WIDE);
    List<String> labels = new ArrayList<>();
    for (CellKey cell : cells) {
      labels.add(names.of(cell));
    }
    return labels;
  }

  private static CellKey cell(String benchmark, String... parameters) {
    Map<String, String> map = new TreeMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      map.put(parameters[i], parameters[i + 1]);
    }
    return new CellKey(benchmark, map);
  }
}
