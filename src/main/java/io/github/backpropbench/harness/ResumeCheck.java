package io.github.backpropbench.harness;

import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.EnvironmentDifference;
import io.github.backpropbench.results.InvalidResultsException;
import io.github.backpropbench.results.Journal;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import io.github.backpropbench.results.RunDescription;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks that the rest of a run would be measured as its beginning was. */
public final class ResumeCheck {
  private ResumeCheck() {}

  /**
   * The differences that prevent a run from being resumed, in words.
   *
   * <p>A changed jar does so even if its backends' libraries are the same: it contains the
   * benchmarks and adapters, and those that are measured may have changed. These do not: the commit
   * of the working tree, the host's name, which a container changes each time, and backends that
   * the run does not measure.
   */
  public static List<String> differences(RunDescription then, Environment now) {
    List<String> measured = then.plan().backends();
    return EnvironmentDifference.between(then.environment().only(measured), now.only(measured))
        .stream()
        .filter(ResumeCheck::matters)
        .map(EnvironmentDifference::words)
        .toList();
  }

  private static boolean matters(EnvironmentDifference difference) {
    return switch (difference.aspect()) {
      case MACHINE, JVM, BACKEND, PROGRAM -> true;
      case SYSTEM, WORKING_TREE -> false;
    };
  }

  /**
   * Checks that the journal belongs to the plan.
   *
   * @throws InvalidResultsException if it cannot be read; or naming its first line that measures
   *     something not planned, or a cell for the second time in a round
   */
  public static void requireOwnJournal(Path journal, Plan plan) throws InvalidResultsException {
    Set<PlannedCell> planned = new HashSet<>(plan.cells());
    Set<Fork> known = new HashSet<>();
    int line = 0;
    for (Measurement fork : Journal.read(journal)) {
      line++;
      String fault = fault(plan, planned, fork);
      if (fault == null && !known.add(Fork.of(fork))) {
        fault = "measures a cell for the second time in round " + fork.round();
      }
      if (fault != null) {
        throw new InvalidResultsException(
            journal + ", line " + line + ", " + fault + ": " + fork.cell().label());
      }
    }
  }

  private static @Nullable String fault(Plan plan, Set<PlannedCell> planned, Measurement fork) {
    if (!planned.contains(new PlannedCell(fork.cell(), fork.iterations()))) {
      return "measures a cell that is not planned, or not as planned";
    }
    boolean tooLate = fork.round() > plan.rounds() && !plan.effort().isAdaptive();
    return fork.round() < 1 || tooLate
        ? "is of a round that is not planned, " + fork.round()
        : null;
  }
}
