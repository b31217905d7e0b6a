package io.github.backpropbench.report.analysis;

import io.github.backpropbench.comparison.Contrast;
import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.harness.ReportedContrasts;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All comparisons that a report gives a verdict on: they are judged together, as one family. */
public final class Comparisons {
  private final Map<Contrast, JudgedContrast> judged = new HashMap<>();
  private final List<JudgedContrast> inOrder;

  Comparisons(MeasuredRun run) {
    List<CellKey> timed = run.cells().stream().filter(cell -> run.time(cell).isPresent()).toList();
    List<String> backends = run.backends().compared();
    Set<Contrast> asked = new LinkedHashSet<>(ReportedContrasts.of(timed, backends));
    asked.addAll(TargetCells.contrasts(timed, backends));
    int inOneFactor = asked.size();
    ShortestTimes.of(run).stream()
        .flatMap(times -> times.contrasts().stream())
        .filter(one -> !asked.contains(one.inverse()))
        .forEach(asked::add);
    List<JudgedContrast> all = run.judge(List.copyOf(asked));
    all.forEach(one -> judged.put(one.contrast(), one));
    inOrder = List.copyOf(all.subList(0, inOneFactor));
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

  /** What was found about two cells that train to the same target, whatever they differ in. */
  public Optional<JudgedContrast> ofPair(CellKey cell, CellKey reference) {
    Contrast pair = TargetCells.pair(cell, reference);
    return of(pair.factor(), cell, reference);
  }

  /** All of cells that differ in one factor, in the order of the report. */
  public List<JudgedContrast> all() {
    return inOrder;
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
