package io.github.backpropbench.cli;

import io.github.backpropbench.harness.BenchmarkRun;
import io.github.backpropbench.harness.Profile;
import io.github.backpropbench.report.section.Phrases;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.RunDescription;
import io.github.backpropbench.results.RunFolder;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What a run says before it starts. */
final class RunOpening {
  private RunOpening() {}

  /**
   * @param known what is in the journal already
   */
  static void print(
      Terminal terminal,
      RunDescription description,
      RunFolder folder,
      List<Measurement> known,
      Backends backends) {
    PrintWriter out = terminal.out();
    Plan plan = description.plan();
    if (plan.profile().equals(Profile.QUICK.label())) {
      out.println("A quick look, not numbers to decide by; 'run --profile standard' gives those.");
    }
    BackendsCommand.print(backends, out);
    out.printf(
        "Plan: %d cells × %d rounds = %d forks in an order shuffled by seed %d%n",
        plan.cells().size(), plan.rounds(), plan.forks(), plan.seed());
    Double target = plan.effort().precisionTarget();
    if (target != null) {
      out.printf(
          Locale.ROOT,
          "  then further forks of what is not known to ± %.3g %%, while the time lasts%n",
          100 * target);
    }
    if (!known.isEmpty()) {
      boolean complete = BenchmarkRun.isComplete(plan, known);
      out.printf(
          "Resumed: %s done already%s%n",
          Phrases.count(known.size(), "fork"),
          complete ? ", which are all; the files are written again" : "");
    }
    out.println("Results: " + folder.path());
    out.println("Time: about " + RunEstimate.text(new RunEstimate(plan, known).left()));
  }
}
