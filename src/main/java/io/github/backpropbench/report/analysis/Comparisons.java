package io.github.backpropbench.report.analysis;

import io.github.backpropbench.comparison.Contrast;
import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.harness.ReportedContrasts;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All comparisons that a report gives a verdict on, judged as one family. */
public final class Comparisons {
  private final Map<Contrast, JudgedContrast> judged = new HashMap<>();
  private final List<JudgedContrast> inOrder;

  Comparisons(MeasuredRun run) {
    List<CellKey> timed = run.cells().stream().filter(cell -> run.time(cell).isPresent()).toList();
    inOrder = run.judge(ReportedContrasts.of(timed, run.backends().names()));
    inOrder.forEach(one -> judged.put(one.contrast(), one));
  }

  /** What was found about a cell against another; empty if one of them has no time. */
  public Optional<JudgedContrast> of(Factor factor, CellKey cell, CellKey reference) {
    return Optional.ofNullable(judged.get(new Contrast(factor, cell, reference)));
  }

  /** What was found about one factor, in the order of the cells. */
  public List<JudgedContrast> of(Factor factor) {
    return inOrder.stream().filter(one -> one.contrast().factor() == factor).toList();
  }

  /** The number of comparisons in the family. */
  public int size() {
    return judged.size();
  }

  /** The cells of a row that have a time, in the order of the backends. */
  static List<CellKey> timedCells(MeasuredRun run, GridRow row) {
    return run.backends().names().stream()
        .flatMap(backend -> row.cell(backend).stream())
        .filter(cell -> run.time(cell).isPresent())
        .toList();
  }
}
