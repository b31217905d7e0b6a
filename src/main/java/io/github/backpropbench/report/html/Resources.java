package io.github.backpropbench.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The style sheet and the scripts of a page, which are files beside the classes. */
final class Resources {
  /** Each after those that it needs. */
  private static final List<String> SCRIPTS =
      List.of(
          "elements.js",
          "choice.js",
          "tip.js",
          "legend.js",
          "chart.js",
          "ratios.js",
          "answer.js",
          "rates.js",
          "crossover.js",
          "contrasts.js",
          "allocation.js",
          "peak.js",
          "passes.js",
          "losses.js",
          "curves.js",
          "targets.js",
          "page.js");

  private Resources() {}

  static String styleSheet() {
    return text("page.css");
  }

  /** D3, with its licence, which has to accompany every copy. */
  static String d3() {
    return "/*\nD3\n" + text("d3/LICENSE").strip() + "\n*/\n" + text("d3/d3.min.js");
  }

  /** This project's own scripts, in a scope of their own. */
  static String scripts() {
    return SCRIPTS.stream()
        .map(name -> text(name).strip() + "\n")
        .collect(Collectors.joining("\n", "(() => {\n\"use strict\";\n\n", "})();\n"));
  }

  private static String text(String name) {
    try (InputStream in = Resources.class.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(in, name + " is not on the class path").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own " + name + " cannot be read", e);
    }
  }
}
