package io.github.backpropbench.report.section;

import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.results.Factor;
import java.util.Optional;

/** What fused operations bring: no cost of a method, and not the speed of SIMD or of a library. */
final class FusionSection {
  static final String NOT_SIMD =
      "Both use the same library or the same code, so this is not the speed of SIMD.";

  private FusionSection() {}

  /** Empty if no cells differ in it only. */
  static Optional<Section> of(RunAnalysis analysis) {
    return ContrastSections.ofLevels(
        analysis,
        Factor.FUSION,
        "fused against op by op",
        row -> row.group().without(Factor.FUSION).label(),
        "Fused operations against op by op",
        "Time of a %s in which a backend computes several operations in one pass over the data, such"
            + " as product, bias and ReLU, as a multiple of the time if it does one after the other;"
            + " 0.50 is twice as fast. "
            + NOT_SIMD);
  }
}
