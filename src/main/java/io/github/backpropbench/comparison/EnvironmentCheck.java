package io.github.backpropbench.comparison;

import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.EnvironmentDifference;
import io.github.backpropbench.results.EnvironmentDifference.Aspect;
import io.github.backpropbench.results.HostJvm;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Whether two sides were measured in environments whose numbers can be compared. */
final class EnvironmentCheck {
  private static final Set<Aspect> DECISIVE = EnumSet.of(Aspect.MACHINE, Aspect.SYSTEM, Aspect.JVM);

  private EnvironmentCheck() {}

  /**
   * The known differences of machine, operating system and JVM, in words. The host's name and the
   * JVM's flags may differ.
   */
  static List<String> differences(ComparisonSide baseline, ComparisonSide candidate) {
    List<String> differences = new ArrayList<>();
    if (baseline.environment().isPresent() && candidate.environment().isPresent()) {
      Environment before = baseline.environment().get();
      Environment after = candidate.environment().get();
      EnvironmentDifference.between(withHostAndFlagsOf(after, before), after).stream()
          .filter(difference -> DECISIVE.contains(difference.aspect()))
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
