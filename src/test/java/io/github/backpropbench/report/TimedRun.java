package io.github.backpropbench.report;

import io.github.backpropbench.report.html.ParsedPage;
import io.github.backpropbench.results.BackendDescription;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import io.github.backpropbench.results.RunDescription;
import io.github.backpropbench.results.RunResults;
import io.github.backpropbench.results.SampleRun;
import java.util.ArrayList;
import java.util.List;

/** A run of cells whose times are given, with a spread of a few thousandths between rounds. */
final class TimedRun {
  private static final double[] SPREAD = {1.002, 0.999, 1.001, 0.998, 1.0};

  private final List<CellKey> cells = new ArrayList<>();
  private final List<Measurement> forks = new ArrayList<>();
  private final List<Measurement> baselines = new ArrayList<>();
  private final List<Measurement> sideBySide = new ArrayList<>();
  private final List<BackendDescription> described =
      new ArrayList<>(SampleRun.environment().backends());
  private int rounds = 5;

  TimedRun rounds(int count) {
    rounds = count;
    return this;
  }

  TimedRun with(CellKey cell, double nanoseconds) {
    cells.add(cell);
    add(forks, cell, nanoseconds);
    return this;
  }

  TimedRun failing(CellKey cell) {
    cells.add(cell);
    forks.add(SampleRun.measurement(1, cell, 1.0).failed("wrong"));
    return this;
  }

  TimedRun baseline(CellKey cell, double nanoseconds) {
    add(baselines, cell, nanoseconds);
    return this;
  }

  /** A time that was measured together with the baselines. */
  TimedRun sideBySide(CellKey cell, double nanoseconds) {
    add(sideBySide, cell, nanoseconds);
    return this;
  }

  TimedRun describing(BackendDescription backend) {
    described.add(backend);
    return this;
  }

  private void add(List<Measurement> to, CellKey cell, double nanoseconds) {
    int shift = Math.floorMod(cell.hashCode(), SPREAD.length);
    for (int round = 1; round <= rounds; round++) {
      double spread = SPREAD[(round + shift) % SPREAD.length];
      to.add(SampleRun.measurement(round, cell, nanoseconds * spread));
    }
  }

  RunReport report() {
    return RunReport.of(results());
  }

  RunResults results() {
    Plan plan =
        new Plan(
            "custom",
            42,
            rounds,
            cells.stream().map(cell -> new PlannedCell(cell, SampleRun.ITERATIONS)).toList(),
            List.of());
    Environment known = SampleRun.environment();
    Environment environment =
        new Environment(
            known.timestamp(),
            known.host(),
            known.machine(),
            known.os(),
            known.jvm(),
            known.gitCommit(),
            known.jarSha256(),
            described);
    RunDescription description = new RunDescription(List.of("run"), plan, environment);
    return new RunResults(description, forks, List.of(), baselines, sideBySide, List.of());
  }

  /** The report's sentences without their line ends, so that they can be looked for. */
  String text() {
    return report().text().replaceAll("\\s+", " ");
  }

  ParsedPage page() {
    return new ParsedPage(report().html());
  }
}
