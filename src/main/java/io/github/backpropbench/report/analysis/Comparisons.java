package io.github.backpropbench.report.analysis;

import io.github.backpropbench.comparison.Contrast;
import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.harness.ReportedContrasts;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All comparisons that a report gives a verdict on: they are judged together, as one family. */
public final class Comparisons {
  private final Map<Contrast, JudgedContrast> judged = new HashMap<>();
  private final List<JudgedContrast> inOrder;

  Comparisons(MeasuredRun run) {
    List<CellKey> timed = run.cells().stream().filter(cell -> run.time(cell).isPresent()).toList();
    inOrder = run.judge(ReportedContrasts.of(timed, run.backends().compared()));
    inOrder.forEach(one -> judged.put(one.contrast(), one));
  }

  /**
   * What was found about a cell compared with another, whichever of them was the reference when
   * they were judged; empty if they were not.
   */
  public Optional<JudgedContrast> of(Factor factor, CellKey cell, CellKey reference) {
    return Optional.ofNullable(judged.get(new Contrast(factor, cell, reference)))
        .or(
            () ->
                Optional.ofNullable(judged.get(new Contrast(factor, reference, cell)))
                    .map(JudgedContrast::inverse));
  }

  /** All that were judged, in the order of the report. */
  public List<JudgedContrast> all() {
    return Collections.unmodifiableList(inOrder);
  }

  /** The comparisons of cells that differ in one factor, in the order of the cells. */
  public List<JudgedContrast> of(Factor factor) {
    return inOrder.stream().filter(one -> one.contrast().factor() == factor).toList();
  }

  /** The number of comparisons in the family. */
  public int size() {
    return judged.size();
  }
}
