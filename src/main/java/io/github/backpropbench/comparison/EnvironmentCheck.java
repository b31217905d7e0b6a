package io.github.backpropbench.comparison;

import io.github.backpropbench.comparison.Matching.Pair;
import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.EnvironmentDifference;
import io.github.backpropbench.results.EnvironmentDifference.Aspect;
import io.github.backpropbench.results.HostJvm;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Whether two sides were measured in environments whose numbers can be compared. */
final class EnvironmentCheck {
  private static final Set<Aspect> DECISIVE = EnumSet.of(Aspect.MACHINE, Aspect.SYSTEM, Aspect.JVM);

  private EnvironmentCheck() {}

  /**
   * The known differences of machine, operating system and JVM, in words. The host's name and the
   * JVM's flags may differ; those of the forks are compared cell by cell.
   */
  static List<String> differences(ComparisonSide baseline, ComparisonSide candidate) {
    List<String> differences = new ArrayList<>();
    if (baseline.environment().isPresent() && candidate.environment().isPresent()) {
      between(baseline.environment().get(), candidate.environment().get())
          .map(one -> words(one.what(), one.before(), one.after()))
          .forEach(differences::add);
    }
    if (differences.isEmpty()
        && !baseline.jvms().isEmpty()
        && !candidate.jvms().isEmpty()
        && !baseline.jvms().equals(candidate.jvms())) {
      differences.add(
          words(
              "the forks' JVM",
              String.join(" and ", baseline.jvms()),
              String.join(" and ", candidate.jvms())));
    }
    return differences;
  }

  /** The differences between two runs that are to be one side, in words. */
  static List<String> differences(Environment one, Environment other) {
    return between(one, other)
        .map(each -> each.what() + ": " + each.before() + " and " + each.after())
        .toList();
  }

  private static Stream<EnvironmentDifference> between(Environment before, Environment after) {
    return EnvironmentDifference.between(withHostAndFlagsOf(after, before), after).stream()
        .filter(difference -> DECISIVE.contains(difference.aspect()));
  }

  /** Where the forks of some cells had other flags, in words: which, and how many cells. */
  static List<String> flags(List<Pair> pairs) {
    Map<String, Integer> differences = new LinkedHashMap<>();
    for (Pair pair : pairs) {
      if (pair.hasOtherFlags()) {
        Set<String> before = pair.baseline().jvmFlags().orElseThrow();
        Set<String> after = pair.candidate().jvmFlags().orElseThrow();
        String words = "the forks' JVM flags: " + JvmFlags.difference(before, after);
        differences.merge(words, 1, Integer::sum);
      }
    }
    return differences.entrySet().stream()
        .map(
            one ->
                one.getValue() == pairs.size()
                    ? one.getKey()
                    : "%s (%d of %d cells)".formatted(one.getKey(), one.getValue(), pairs.size()))
        .toList();
  }

  private static String words(String what, String before, String after) {
    return "%s: %s in the baseline, %s in the candidate".formatted(what, before, after);
  }

  private static Environment withHostAndFlagsOf(Environment other, Environment environment) {
    HostJvm jvm = environment.jvm();
    return new Environment(
        environment.timestamp(),
        other.host(),
        environment.machine(),
        environment.os(),
        new HostJvm(jvm.vendor(), jvm.version(), jvm.name(), jvm.vmVersion(), other.jvm().flags()),
        environment.gitCommit(),
        environment.jarSha256(),
        environment.backends());
  }
}
