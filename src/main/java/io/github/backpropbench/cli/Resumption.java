package io.github.backpropbench.cli;

import io.github.backpropbench.harness.ResumeCheck;
import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.InvalidResultsException;
import io.github.backpropbench.results.RunDescription;
import io.github.backpropbench.results.RunFolder;
import java.util.List;

/** What must be as it was when a run is resumed. */
final class Resumption {
  private Resumption() {}

  /**
   * Refuses to go on where the rest would be measured under other circumstances.
   *
   * @throws UserException if something differs, with the difference in words
   * @throws InvalidResultsException if the journal is damaged or not that of this run
   */
  static void requireSame(
      RunFolder folder, RunDescription then, Environment now, LoadedBackends backends)
      throws InvalidResultsException {
    List<String> differences = ResumeCheck.differences(then, now);
    if (!differences.isEmpty()) {
      throw new UserException(
          "the run in "
              + folder.path()
              + " cannot go on, since it would be measured in two ways; what differs is "
              + String.join("; ", differences)
              + ". Restore that, or start a new run");
    }
    backends.select(then.plan().backends());
    ResumeCheck.requireOwnJournal(folder.resolve(RunFolder.JOURNAL), then.plan());
  }
}
