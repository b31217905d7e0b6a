package io.github.backpropbench.report.html;

import io.github.backpropbench.report.chart.Chart;
import io.github.backpropbench.report.document.Block;
import io.github.backpropbench.report.document.Block.Code;
import io.github.backpropbench.report.document.Block.Paragraph;
import io.github.backpropbench.report.document.Block.Picture;
import io.github.backpropbench.report.document.Block.Points;
import io.github.backpropbench.report.document.Block.Points.Point;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.report.format.Markup;
import java.util.Map;

/** The blocks of a section as HTML. */
final class BlockHtml {
  private final TableHtml tables;

  private final Map<String, Chart> charts;

  /** For a page whose charts are drawn by scripts. */
  BlockHtml(BackendStyles styles) {
    this(styles, Map.of());
  }

  /**
   * For a page without scripts.
   *
   * @param charts its pictures, by the names of their files
   */
  BlockHtml(BackendStyles styles, Map<String, Chart> charts) {
    this.tables = new TableHtml(styles);
    this.charts = charts;
  }

  /** All blocks of a section. */
  Markup of(Section section) {
    Markup html = new Markup();
    int number = 0;
    for (Block block : section.blocks()) {
      number++;
      html.add(of(block, section.title() + ", part " + number));
    }
    return html;
  }

  /**
   * One block.
   *
   * @param name of a table's region, which no other region has
   */
  private Markup of(Block block, String name) {
    if (block instanceof Paragraph paragraph) {
      return new Markup().element("p", paragraph.text()).line();
    }
    if (block instanceof Points points) {
      return of(points);
    }
    if (block instanceof Code code) {
      return of(code);
    }
    if (block instanceof Picture picture) {
      return of(picture);
    }
    if (block instanceof Table table) {
      return tables.of(table, name);
    }
    throw new IllegalStateException("unknown block " + block.getClass());
  }

  private Markup of(Picture picture) {
    Chart chart = charts.get(picture.file());
    return chart == null
        ? new Markup()
        : new Markup()
            .open(
                "div",
                "class",
                "picture",
                "tabindex",
                "0",
                "role",
                "region",
                "aria-label",
                picture.description())
            .trusted(
                chart.svg(picture.file().replaceAll("[^a-z]", "-") + "-", PageColours.OF_CHARTS))
            .close("div")
            .line();
  }

  private static Markup of(Points points) {
    Markup html = new Markup().open("dl", "class", "points");
    for (Point point : points.points()) {
      html.line().open("div").element("dt", point.lead()).element("dd", point.text()).close("div");
    }
    return html.close("dl").line();
  }

  private static Markup of(Code code) {
    Markup html =
        new Markup().open("pre", "tabindex", "0", "role", "region", "aria-label", "commands");
    html.open("code");
    for (String line : code.lines()) {
      html.text(ForeignText.printable(line)).line();
    }
    return html.close("code").close("pre").line();
  }
}
