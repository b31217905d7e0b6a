package io.github.backpropbench.report.analysis;

import io.github.backpropbench.comparison.Contrast;
import io.github.backpropbench.comparison.ContrastKind;
import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.results.CellKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All comparisons that a report gives a verdict on, judged as one family: each pair of backends in
 * each row of its main benchmark, what bias, autograd and Adam cost there, and what the kernel
 * interface costs.
 */
public final class Comparisons {
  private final Map<Contrast, JudgedContrast> judged = new HashMap<>();
  private final List<JudgedContrast> inOrder;

  /**
   * @param grid the rows in which backends and methods are compared
   */
  Comparisons(MeasuredRun run, Grid grid) {
    Set<Contrast> contrasts = new LinkedHashSet<>();
    List<CellKey> timed = new ArrayList<>();
    for (GridRow row : grid.rows()) {
      List<CellKey> cells = timedCells(run, row);
      for (int i = 1; i < cells.size(); i++) {
        for (int j = 0; j < i; j++) {
          contrasts.add(new Contrast(ContrastKind.BACKEND, cells.get(i), cells.get(j)));
        }
      }
      timed.addAll(cells);
    }
    Contrast.among(timed).stream()
        .filter(contrast -> contrast.kind() != ContrastKind.BACKEND)
        .forEach(contrasts::add);
    Contrast.among(run.cells(BenchmarkKind.ADAPTER_OVERHEAD)).stream()
        .filter(contrast -> run.time(contrast.cell()).isPresent())
        .filter(contrast -> run.time(contrast.reference()).isPresent())
        .forEach(contrasts::add);
    inOrder = run.judge(List.copyOf(contrasts));
    inOrder.forEach(one -> judged.put(one.contrast(), one));
  }

  /** What was found about a cell against another; empty if one of them has no time. */
  public Optional<JudgedContrast> of(ContrastKind kind, CellKey cell, CellKey reference) {
    return Optional.ofNullable(judged.get(new Contrast(kind, cell, reference)));
  }

  /** What was found about one kind of contrast, in the order of the cells. */
  public List<JudgedContrast> of(ContrastKind kind) {
    return inOrder.stream().filter(one -> one.contrast().kind() == kind).toList();
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
