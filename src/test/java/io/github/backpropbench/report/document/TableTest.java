package io.github.backpropbench.report.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final List<Column> COLUMNS = List.of(Column.key("batch"));

  @Test
  void theRowsThatMatterMostStayInTheirOrder() {
    Table table =
        new Table("g", COLUMNS, List.of(row(1, "a"), row(0, "b"), row(1, "c"), row(0, "d")), "f");
    Table shortened = table.shortened(3);
    assertThat(shortened.rows()).containsExactly(row(1, "a"), row(0, "b"), row(0, "d"));
    assertThat(shortened.omitted()).isEqualTo(1);
    assertThat(shortened.shortened(1).omitted()).isEqualTo(3);
    assertThat(table.shortened(4)).isSameAs(table);
    assertThat(table.principalRows()).isEqualTo(2);
  }

  @Test
  void eachRowHasACellForEachColumn() {
    assertThatThrownBy(() -> new Table("", COLUMNS, List.of(Row.of(List.of("1", "2"))), "f"))
        .hasMessage("a row has 2 cells for 1 columns");
  }

  private static Row row(int rank, String key) {
    return new Row("g", rank, List.of(List.of(key)));
  }
}
