package io.github.backpropbench.report.render;

import io.github.backpropbench.report.document.Block;
import io.github.backpropbench.report.document.Block.Code;
import io.github.backpropbench.report.document.Block.Paragraph;
import io.github.backpropbench.report.document.Block.Picture;
import io.github.backpropbench.report.document.Block.Points;
import io.github.backpropbench.report.document.Block.Points.Point;
import io.github.backpropbench.report.document.Document;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.format.ForeignText;
import java.util.ArrayList;
import java.util.List;

/**
 * A document as plain text for a terminal.
 *
 * @param columns of the terminal
 * @param mostRows of a table; longer ones are shortened
 * @param complete where the columns stand that tables leave out
 */
public record TextRenderer(int columns, int mostRows, String complete) {
  /** The width that every terminal is taken to have. */
  public static final int COLUMNS = 100;

  private static final String INDENT = "  ";

  /** For a report whose complete tables stand beside it. */
  public TextRenderer(int columns, int mostRows) {
    this(columns, mostRows, "report.md");
  }

  /** The whole document; ends with a line end. */
  public String render(Document document) {
    List<String> lines = new ArrayList<>();
    lines.add(ForeignText.printable(document.title()));
    lines.addAll(wrapped(document.subtitle(), "", ""));
    for (Section section : document.sections()) {
      String title = ForeignText.printable(section.title());
      lines.add("");
      lines.add(title);
      lines.add("=".repeat(FixedWidth.of(title)));
      boolean first = true;
      for (Block block : section.blocks()) {
        if (!first) {
          lines.add("");
        }
        lines.addAll(lines(block));
        first = false;
      }
    }
    return String.join("\n", lines) + "\n";
  }

  /** A single block. */
  public List<String> lines(Block block) {
    if (block instanceof Paragraph paragraph) {
      return wrapped(paragraph.text(), "", "");
    }
    if (block instanceof Points points) {
      List<String> lines = new ArrayList<>();
      points.points().forEach(point -> lines.addAll(lines(point)));
      return lines;
    }
    if (block instanceof Code code) {
      return code.lines().stream().map(line -> INDENT + ForeignText.printable(line)).toList();
    }
    if (block instanceof Picture picture) {
      return wrapped(picture.description() + ": see " + picture.file() + ".", "", "");
    }
    if (block instanceof Table table) {
      return lines(table);
    }
    throw new IllegalStateException("unknown block " + block.getClass());
  }

  private List<String> lines(Table table) {
    List<String> lines =
        new ArrayList<>(new TextTable(table.narrow().shortened(mostRows), columns).lines());
    if (table.isFolded()) {
      lines.addAll(wrapped(table.fold() + ": see " + complete + ".", "", ""));
    }
    return lines;
  }

  private List<String> lines(Point point) {
    return wrapped(point.lead() + ": " + point.text(), "- ", INDENT);
  }

  private List<String> wrapped(String text, String firstIndent, String indent) {
    List<String> lines = new ArrayList<>();
    String before = firstIndent;
    for (String line : FixedWidth.wrap(ForeignText.printable(text), columns - indent.length())) {
      lines.add(before + line);
      before = indent;
    }
    return lines;
  }
}
