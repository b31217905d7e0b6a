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
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * Markdown in GitHub's dialect, with tables that are aligned in the source too.
 *
 * @param mostLines of the whole document; tables are shortened until it fits
 */
public record MarkdownRenderer(int mostLines) {
  /** What people still read in a pull request. */
  public static final int MOST_LINES = 199;

  private static final String FENCE = "```";

  /** The whole document; ends with a line end. */
  public String render(Document document) {
    List<String> lines = lines(document, table -> table);
    if (lines.size() > mostLines) {
      lines = shortened(document);
    }
    return String.join("\n", lines) + "\n";
  }

  /**
   * Without rows of tables, but with all principal ones, or those of the first table, if they fit.
   */
  private List<String> shortened(Document document) {
    Optional<Table> first = firstTable(document);
    List<IntFunction<UnaryOperator<Table>>> manners =
        List.of(
            rows -> table -> principal(table, rows),
            rows ->
                table ->
                    first.filter(table::equals).isPresent()
                        ? principal(table, 1)
                        : table.shortened(Math.max(1, Math.min(rows, table.principalRows()))),
            rows -> table -> table.shortened(rows));
    IntFunction<UnaryOperator<Table>> manner =
        manners.stream()
            .filter(one -> lines(document, one.apply(1)).size() <= mostLines)
            .findFirst()
            .orElse(manners.get(manners.size() - 1));
    return lines(document, manner.apply(most(rows -> lines(document, manner.apply(rows)))));
  }

  private static Optional<Table> firstTable(Document document) {
    return document.sections().stream()
        .flatMap(section -> section.blocks().stream())
        .filter(Table.class::isInstance)
        .map(Table.class::cast)
        .findFirst();
  }

  private static Table principal(Table table, int mostRows) {
    return table.shortened(Math.max(mostRows, table.principalRows()));
  }

  /** The most rows per table with which the document fits; at least one. */
  private int most(IntFunction<List<String>> lines) {
    int fits = 1;
    int doesNot = mostLines;
    while (doesNot - fits > 1) {
      int middle = (fits + doesNot) / 2;
      if (lines.apply(middle).size() <= mostLines) {
        fits = middle;
      } else {
        doesNot = middle;
      }
    }
    return fits;
  }

  private static List<String> lines(Document document, UnaryOperator<Table> shorten) {
    List<String> lines = new ArrayList<>();
    lines.add("# " + MarkdownText.of(document.title()));
    lines.add("");
    lines.add(MarkdownText.atLineStart(document.subtitle()));
    for (Section section : document.sections()) {
      lines.add("");
      lines.add("## " + MarkdownText.of(section.title()));
      for (Block block : section.blocks()) {
        lines.add("");
        lines.addAll(lines(block, shorten));
      }
    }
    return lines;
  }

  private static List<String> lines(Block block, UnaryOperator<Table> shorten) {
    if (block instanceof Paragraph paragraph) {
      return List.of(MarkdownText.atLineStart(paragraph.text()));
    }
    if (block instanceof Points points) {
      return points.points().stream().map(MarkdownRenderer::line).toList();
    }
    if (block instanceof Code code) {
      return lines(code);
    }
    if (block instanceof Picture picture) {
      return List.of("![" + MarkdownText.of(picture.description()) + "](" + picture.file() + ")");
    }
    if (block instanceof Table table) {
      return MarkdownTable.lines(shorten.apply(table));
    }
    throw new IllegalStateException("unknown block " + block.getClass());
  }

  private static String line(Point point) {
    return "- **" + MarkdownText.of(point.lead()) + "**: " + MarkdownText.of(point.text());
  }

  private static List<String> lines(Code code) {
    StringBuilder fence = new StringBuilder(FENCE);
    while (code.lines().stream().anyMatch(line -> line.contains(fence))) {
      fence.append('`');
    }
    List<String> lines = new ArrayList<>();
    lines.add(fence + "sh");
    code.lines().stream().map(ForeignText::printable).forEach(lines::add);
    lines.add(fence.toString());
    return lines;
  }
}
