package io.github.backpropbench.report;

import io.github.backpropbench.report.document.Document;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.report.section.RunSections;
import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.RunDescription;
import java.util.List;

/** What the report of a run says, in its order. */
final class RunDocument {
  private static final int NAME_LENGTH = 60;

  private RunDocument() {}

  static Document of(RunDescription description, RunSections sections) {
    return new Document("backprop-bench report", subtitle(description), sections.inOrder());
  }

  private static String subtitle(RunDescription description) {
    Environment environment = description.environment();
    return ("Profile %s, %s, %s, Java %s. A training step is forward pass, loss, backward pass and"
            + " update on one batch, on %s.")
        .formatted(
            name(description.plan().profile()),
            name(environment.timestamp()),
            name(environment.machine().cpu()),
            name(environment.jvm().version()),
            threads(description));
  }

  private static String threads(RunDescription description) {
    return List.of("1").containsAll(description.plan().valuesOf(Factor.THREADS))
        ? "one thread"
        : "one thread unless its row says how many";
  }

  private static String name(String name) {
    return ForeignText.of(name, NAME_LENGTH);
  }
}
