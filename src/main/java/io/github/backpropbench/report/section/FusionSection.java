package io.github.backpropbench.report.section;

import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.results.Factor;
import java.util.Optional;

/** What fused operations bring: a gain, not a cost, and not the speed of SIMD or of a library. */
final class FusionSection {
  static final String NOT_SIMD =
      "It is the same backend both times, so this is not the speed of SIMD, but fewer passes over the"
          + " data and, for very small layers, loops made for what is fused.";

  private FusionSection() {}

  /** Empty if no cells differ in it only. */
  static Optional<Section> of(RunAnalysis analysis) {
    return ContrastSections.ofLevels(
        analysis,
        Factor.FUSION,
        "fused against op by op",
        row -> row.group().without(Factor.FUSION).label(),
        "Fused operations against op by op",
        "Time of a %s in which a backend computes several operations in fewer passes over the data,"
            + " such as a product with its bias, as a multiple of the time if it does one after the"
            + " other; 0.50 is twice as fast. What a backend fuses differs. Cross-entropy and Adam are"
            + " single operations both times. "
            + NOT_SIMD);
  }
}
