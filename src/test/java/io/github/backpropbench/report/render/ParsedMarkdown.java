package io.github.backpropbench.report.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** Markdown as an independent parser reads it. */
public final class ParsedMarkdown {
  private final Node document;

  public ParsedMarkdown(String markdown) {
    document =
        Parser.builder().extensions(List.of(TablesExtension.create())).build().parse(markdown);
  }

  /** The nodes of a type, in order. */
  public <T extends Node> List<T> all(Class<T> type) {
    List<T> found = new ArrayList<>();
    visit(
        document,
        node -> {
          if (type.isInstance(node)) {
            found.add(type.cast(node));
          }
        });
    return found;
  }

  /** The text outside of tables, one line per block. */
  public String text() {
    return text(document);
  }

  /** The tables by row and cell, including headings; line breaks in a cell are line ends. */
  public List<List<List<String>>> tables() {
    return all(TableBlock.class).stream().map(ParsedMarkdown::rows).toList();
  }

  private static List<List<String>> rows(Node table) {
    List<List<String>> rows = new ArrayList<>();
    visit(
        table,
        node -> {
          if (node instanceof TableRow) {
            rows.add(new ArrayList<>());
          } else if (node instanceof TableCell) {
            rows.get(rows.size() - 1).add(text(node));
          }
        });
    return rows;
  }

  private static String text(Node root) {
    StringBuilder text = new StringBuilder();
    visit(
        root,
        node -> {
          if (node instanceof Text plain) {
            text.append(plain.getLiteral());
          } else if (node instanceof Code code) {
            text.append(code.getLiteral());
          } else if (node instanceof FencedCodeBlock code) {
            text.append(code.getLiteral());
          } else if (node instanceof HtmlInline html && html.getLiteral().equals("<br>")) {
            text.append('\n');
          } else if (node instanceof org.commonmark.node.Block) {
            text.append('\n');
          }
        });
    return text.toString().strip();
  }

  private static void visit(Node node, Consumer<Node> visitor) {
    visitor.accept(node);
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      visit(child, visitor);
    }
  }
}
