package io.github.backpropbench.report;

import io.github.backpropbench.results.RunResults;

/** The report of one run. */
public final class RunReport {
  private final RunResults run;

  private RunReport(RunResults run) {
    this.run = run;
  }

  public static RunReport of(RunResults run) {
    return new RunReport(run);
  }

  /** The content of {@code report.md}. */
  public String markdown() {
    return "# Report of a run of the profile " + run.description().plan().profile() + "\n";
  }

  /** The same for a terminal of at least 100 columns. */
  public String text() {
    return markdown();
  }
}
