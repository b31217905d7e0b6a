package io.github.backpropbench.report.html;

import java.util.List;
import java.util.stream.Collectors;

/** The scripts of a page. */
final class Scripts {
  /** In the order in which they need each other. */
  private static final List<String> OWN =
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
          "page.js");

  private Scripts() {}

  /** D3, with its licence, as its authors ask for in all copies. */
  static String library() {
    return "/*\nD3\n"
        + Resource.text("d3/LICENSE").strip()
        + "\n*/\n"
        + Resource.text("d3/d3.min.js");
  }

  /** This project's own scripts, in one scope. */
  static String own() {
    return OWN.stream()
        .map(name -> Resource.text(name).strip() + "\n")
        .collect(Collectors.joining("\n", "(() => {\n\"use strict\";\n\n", "})();\n"));
  }
}
