package io.github.backpropbench.report.section;

import io.github.backpropbench.harness.BenchmarkRun;
import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.document.Block.Points.Point;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is missing from a run: cells that failed, and forks that were not made. */
final class CompletenessPoint {
  private CompletenessPoint() {}

  /** Empty if all was measured. */
  static Optional<Point> of(MeasuredRun run) {
    Plan plan = run.results().description().plan();
    int done = run.results().measurements().size();
    long planned = (long) plan.rounds() * plan.cells().size();
    long failed = run.failures().stream().map(Measurement::cell).distinct().count();
    List<String> troubles = new ArrayList<>();
    if (done == 0) {
      troubles.add("nothing was measured yet");
    } else if (run.failures().size() == done) {
      troubles.add("nothing could be measured");
    }
    if (failed > 0) {
      troubles.add(
          "%s of %s failed, see below".formatted(Words.count(failed, "cell"), run.cells().size()));
    }
    if (done < planned
        || (planned > 0 && !BenchmarkRun.isComplete(plan, run.results().measurements()))) {
      troubles.add(
          "the run was stopped after %s; run --resume with its folder goes on"
              .formatted(
                  done < planned
                      ? done + " of " + Words.count(planned, "fork")
                      : Words.count(done, "fork")));
    }
    return troubles.isEmpty()
        ? Optional.empty()
        : Optional.of(new Point("Not complete", String.join("; ", troubles) + "."));
  }
}
