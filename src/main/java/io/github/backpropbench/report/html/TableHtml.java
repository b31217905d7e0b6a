package io.github.backpropbench.report.html;

import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.Markup;
import java.util.ArrayList;
import java.util.List;

/** Tables as HTML: a body for each group of rows, in a region that scrolls by itself. */
record TableHtml(BackendStyles styles) {

  Markup of(Table table, String title) {
    return table.isFolded() ? folded(table, title) : region(table, title);
  }

  /** With a box to tick for the columns behind the fold, which the style sheet hides. */
  private Markup folded(Table table, String title) {
    return new Markup()
        .open("div", "class", "columns")
        .open("label", "class", "field")
        .empty("input", "type", "checkbox")
        .element("span", table.fold())
        .close("label")
        .line()
        .add(region(table, title))
        .close("div")
        .line();
  }

  private Markup region(Table table, String title) {
    Markup html = new Markup();
    html.open("div", "class", "table", "role", "region", "tabindex", "0", "aria-label", title);
    html.open("table").element("caption", title, "class", "unseen").line();
    head(html, table);
    String group = "";
    html.open("tbody");
    for (Row row : table.rows()) {
      if (!row.group().equals(group)) {
        group = row.group();
        html.close("tbody").line().open("tbody");
        groupRow(html, table, group);
      }
      row(html, table, row);
    }
    return html.close("tbody").close("table").close("div").line();
  }

  private void head(Markup html, Table table) {
    html.open("thead").open("tr");
    for (Column column : table.columns()) {
      List<String> attributes = new ArrayList<>(List.of("scope", "col"));
      attributes.addAll(cssClass(column));
      html.open("th", attributes.toArray(String[]::new));
      styles.ofHeading(column.title()).ifPresent(backend -> html.add(Markers.icon(backend)));
      html.text(column.title()).close("th");
    }
    html.close("tr").close("thead").line();
  }

  private static void groupRow(Markup html, Table table, String group) {
    html.open("tr", "class", "group")
        .open("th", "scope", "rowgroup", "colspan", Integer.toString(table.columns().size()))
        .element("span", group)
        .close("th")
        .close("tr")
        .line();
  }

  private static void row(Markup html, Table table, Row row) {
    html.open("tr");
    for (int i = 0; i < table.columns().size(); i++) {
      Column column = table.columns().get(i);
      boolean heading = i == 0;
      html.open(heading ? "th" : "td", attributes(heading, column));
      lines(html, row.cells().get(i));
      html.close(heading ? "th" : "td");
    }
    html.close("tr").line();
  }

  private static void lines(Markup html, List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (i > 0) {
        html.empty("br");
      }
      html.text(lines.get(i));
    }
  }

  private static String[] attributes(boolean heading, Column column) {
    List<String> attributes = new ArrayList<>(cssClass(column));
    if (heading) {
      attributes.addAll(List.of("scope", "row"));
    }
    return attributes.toArray(String[]::new);
  }

  /** Most cells are figures, which need no class. */
  private static List<String> cssClass(Column column) {
    String classes = (column.isRightAligned() ? "" : "words ") + (column.folded() ? "rest" : "");
    return classes.isEmpty() ? List.of() : List.of("class", classes.strip());
  }
}
