package io.github.backpropbench.report.document;

import java.util.List;

/** A piece of a section. */
public sealed interface Block
    permits Block.Paragraph, Block.Points, Table, Block.Code, Block.Picture {

  /** A few sentences. */
  record Paragraph(String text) implements Block {}

  /** A list. */
  record Points(List<Point> points) implements Block {
    public Points {
      points = List.copyOf(points);
    }

    /**
     * One item.
     *
     * @param lead what it is about, in a word or two
     */
    public record Point(String lead, String text) {}
  }

  /** Lines to be typed exactly as they are. */
  record Code(List<String> lines) implements Block {
    public Code {
      lines = List.copyOf(lines);
    }
  }

  /**
   * A picture in a file beside the report.
   *
   * @param file its name
   * @param description what it shows, for readers who cannot see it
   */
  record Picture(String file, String description) implements Block {}
}
