package io.github.backpropbench.report.section;

import io.github.backpropbench.comparison.CellFlags;
import io.github.backpropbench.comparison.Contrast;
import io.github.backpropbench.comparison.Direction;
import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.comparison.WideInterval;
import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.harness.ReportedContrasts;
import io.github.backpropbench.report.analysis.Grid;
import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Block;
import io.github.backpropbench.report.document.Block.Paragraph;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunFolder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far to trust the numbers: the machine's noise floor, what the suite itself costs, intervals
 * that are wider than was asked for, and cells whose forks look odd.
 */
final class TrustSection {
  private static final int NAME_LENGTH = 16;
  private static final int MOST_FLAGGED = 5;

  private TrustSection() {}

  /** Empty if nothing is known. */
  static Optional<Section> of(RunAnalysis analysis) {
    MeasuredRun run = analysis.run();
    List<Block> blocks = new ArrayList<>();
    List<String> floors = new ArrayList<>();
    noiseFloor(run).ifPresent(floors::add);
    harnessFloor(run).ifPresent(floors::add);
    NativeCallText.of(run).ifPresent(floors::add);
    TypicalIterations.text(analysis).ifPresent(floors::add);
    SteadyStateText.warmups(analysis).ifPresent(floors::add);
    if (!floors.isEmpty()) {
      blocks.add(new Paragraph(String.join(" ", floors)));
    }
    blocks.addAll(kernelInterface(analysis));
    blocks.addAll(precision(run));
    flagged(analysis).ifPresent(blocks::add);
    return blocks.isEmpty()
        ? Optional.empty()
        : Optional.of(new Section("How far to trust the numbers", blocks));
  }

  private static Optional<String> noiseFloor(MeasuredRun run) {
    return run.noiseFloor()
        .map(
            floor ->
                ("A cell compared with itself typically differed by up to %s, interval included, so no"
                        + " smaller difference between two cells counts as one. Means over many"
                        + " cells, such as the typical costs, are more precise.")
                    .formatted(Figures.percent(floor.relative())));
  }

  private static Optional<String> harnessFloor(MeasuredRun run) {
    List<String> floors = new ArrayList<>();
    for (CellKey cell : run.cells(BenchmarkKind.HARNESS_FLOOR)) {
      String gradient = ForeignText.of(cell.value(Factor.GRADIENT), NAME_LENGTH);
      run.time(cell)
          .ifPresent(time -> floors.add(Figures.time(time.nanoseconds()) + " (" + gradient + ")"));
    }
    return floors.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "A training step that computes nothing takes "
                + String.join(", ", floors)
                + "; with autograd, that is the tape's own work, a part of its cost.");
  }

  /** What the kernel interface costs; empty if that was not measured. */
  private static List<Block> kernelInterface(RunAnalysis analysis) {
    Map<CellKey, JudgedContrast> byCell =
        ContrastSections.byCell(analysis.comparisons().of(Factor.PATH));
    if (byCell.isEmpty()) {
      return List.of();
    }
    return List.of(
        new Paragraph(
            "Time of a training step through the kernel interface as a multiple of the time of the"
                + " same step that calls the adapter's class directly, both op by op:"),
        ContrastSections.table(
                analysis, byCell, "shape", row -> row.group().without(Factor.PATH).label())
            .of(analysis.run(), Grid.of(byCell.keySet(), Factor.BATCH)));
  }

  /** The figures that are less precise than the run's target; empty if it had none. */
  private static List<Block> precision(MeasuredRun run) {
    Double target = run.results().description().plan().effort().precisionTarget();
    if (target == null) {
      return List.of();
    }
    List<CellKey> timed =
        run.cells().stream()
            .filter(cell -> run.time(cell).isPresent() && !run.isBaseline(cell))
            .toList();
    List<Contrast> contrasts = ReportedContrasts.of(timed, run.backends().compared());
    List<WideInterval> wide = WideInterval.among(timed, contrasts, run.timedForks(), target);
    String goal = "The target was a 95 %% interval of ±%s: ".formatted(Figures.percent(target));
    if (wide.isEmpty()) {
      return List.of(new Paragraph(goal + "all figures reached it."));
    }
    return List.of(
        new Paragraph(
            goal + Phrases.count(wide.size(), "figure") + " did not reach it in the time given."),
        new Table(
            "",
            List.of(Column.words("figure"), Column.figure("interval")),
            wide.stream().map(one -> row(run, one)).toList(),
            RunFolder.JMH_RESULT));
  }

  private static Row row(MeasuredRun run, WideInterval wide) {
    Contrast contrast = wide.contrast();
    String cell = run.names().of(wide.cell());
    String label =
        contrast == null
            ? cell
            : "%s, against %s=%s"
                .formatted(
                    cell, contrast.factor().label(), contrast.reference().value(contrast.factor()));
    double width = wide.halfWidth();
    return Row.of(
        List.of(label, Double.isNaN(width) ? Figures.NONE : "±" + Figures.percent(width)));
  }

  /** The flags of the cells that no other section notes them for. */
  private static Map<CellKey, CellFlags> flags(MeasuredRun run) {
    Map<CellKey, List<List<Double>>> forks = new LinkedHashMap<>();
    for (Measurement fork : run.timedForks()) {
      forks.computeIfAbsent(fork.cell(), cell -> new ArrayList<>()).add(fork.scores());
    }
    forks.keySet().removeAll(new HashSet<>(run.foreign())); // their tables have notes
    Map<CellKey, CellFlags> flags = new LinkedHashMap<>();
    forks.forEach(
        (cell, scores) -> flags.put(cell, CellFlags.of(scores, Direction.SMALLER_IS_BETTER)));
    return flags;
  }

  /**
   * The cells whose forks do not look like samples of one steady time, those first that were not
   * steady; empty if there are none.
   */
  private static Optional<Paragraph> flagged(RunAnalysis analysis) {
    Map<CellKey, CellFlags> flags = flags(analysis.run());
    List<CellKey> flagged =
        flags.entrySet().stream()
            .filter(one -> !one.getValue().words().isEmpty())
            .sorted(Comparator.comparing(one -> !one.getValue().isUnsteady()))
            .map(Map.Entry::getKey)
            .toList();
    if (flagged.isEmpty()) {
      return Optional.empty();
    }
    String text =
        "The forks of %d of %s do not look like samples of one steady time; all of them count: %s."
            .formatted(
                flagged.size(),
                Phrases.count(flags.size(), "cell"),
                Phrases.first(
                    flagged.stream().map(cell -> named(analysis.run(), cell, flags)).toList(),
                    MOST_FLAGGED));
    return Optional.of(
        new Paragraph(
            SteadyStateText.unsteadyVerdicts(analysis, flags)
                .map(warning -> text + " " + warning)
                .orElse(text)));
  }

  private static String named(MeasuredRun run, CellKey cell, Map<CellKey, CellFlags> flags) {
    List<String> words = flags.getOrDefault(cell, CellFlags.NONE).words();
    return run.names().of(cell) + " (" + String.join(", ", words) + ")";
  }
}
