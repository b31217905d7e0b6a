package io.github.backpropbench.cli;

import io.github.backpropbench.harness.Profile;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.RunDescription;
import io.github.backpropbench.results.RunFolder;
import java.io.PrintWriter;

/** What a run says before it starts. */
final class RunOpening {
  private RunOpening() {}

  /**
   * @param done the number of forks that are in the journal already
   */
  static void print(
      Terminal terminal,
      RunDescription description,
      RunFolder folder,
      int done,
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
    if (done > 0) {
      out.printf("Resumed: %d forks are done already%n", done);
    }
    out.println("Results: " + folder.path());
    out.println("Time: about " + RunEstimate.text(new RunEstimate(plan).left(done)));
  }
}
