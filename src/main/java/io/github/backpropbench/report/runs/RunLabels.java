package io.github.backpropbench.report.runs;

import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.report.runs.RunFact.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the columns of the runs are called: short, and no two alike. */
final class RunLabels {
  /** More than that is no label any more. */
  private static final int MOST_FACTS = 2;

  private static final int NAME_LENGTH = 24;

  private RunLabels() {}

  /** By what differs if that tells them apart; else by the names of their folders. */
  static List<String> of(List<SourceRun> runs, List<RunFact> facts) {
    List<RunFact> causes =
        facts.stream().filter(f -> f.kind() != Kind.CIRCUMSTANCE && f.differs()).toList();
    if (!causes.isEmpty() && causes.size() <= MOST_FACTS) {
      List<String> labels =
          IntStream.range(0, runs.size())
              .mapToObj(
                  run -> causes.stream().map(f -> f.label(run)).collect(Collectors.joining(", ")))
              .toList();
      if (Set.copyOf(labels).size() == labels.size()) {
        return labels;
      }
    }
    return unique(runs.stream().map(run -> ForeignText.of(run.name(), NAME_LENGTH)).toList());
  }

  private static List<String> unique(List<String> names) {
    Set<String> unique = new LinkedHashSet<>();
    for (String name : names) {
      String label = name;
      for (int i = 2; !unique.add(label); i++) {
        label = name + " #" + i;
      }
    }
    return new ArrayList<>(unique);
  }
}
