package io.github.backpropbench.report.render;

import io.github.backpropbench.report.document.Table;

/** What is said below a table that was shortened. */
final class Omission {
  private Omission() {}

  static String sentence(Table table) {
    int rows = table.omitted();
    return "%s more row%s: see %s.".formatted(rows, rows == 1 ? "" : "s", table.source());
  }
}
