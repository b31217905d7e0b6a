package io.github.backpropbench.report.document;

import java.util.List;

/** What is to be typed as it stands, line by line. */
public record Code(List<String> lines) implements Block {
  public Code {
    lines = List.copyOf(lines);
  }
}
