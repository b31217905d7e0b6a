package io.github.backpropbench.report.render;

import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.Markup;
import java.util.List;

/**
 * A table with all of its columns behind a fold of a Markdown document. It is HTML, which Markdown
 * passes through, and a single line of it, so that the document stays as short as what it shows.
 */
final class FoldedTable {
  private FoldedTable() {}

  static String line(Table table) {
    Markup html = new Markup();
    html.open("details").element("summary", summary(table));
    html.open("table").open("tr");
    if (table.hasGroups()) {
      cell(html, "th", List.of(table.groups()));
    }
    for (Column column : table.columns()) {
      cell(html, "th", List.of(column.title()));
    }
    html.close("tr");
    String group = "";
    for (Row row : table.rows()) {
      html.open("tr");
      if (table.hasGroups()) {
        cell(html, "td", row.group().equals(group) ? List.of() : List.of(row.group()));
        group = row.group();
      }
      row.cells().forEach(lines -> cell(html, "td", lines));
      html.close("tr");
    }
    // A zero-width space keeps "@name" from notifying somebody.
    return html.close("table").close("details").toString().replace("@", "@&#8203;");
  }

  private static String summary(Table table) {
    return table.fold() + (table.omitted() > 0 ? ". " + table.omission() : "");
  }

  private static void cell(Markup html, String tag, List<String> lines) {
    html.open(tag);
    for (int i = 0; i < lines.size(); i++) {
      if (i > 0) {
        html.empty("br");
      }
      html.text(lines.get(i));
    }
    html.close(tag);
  }
}
