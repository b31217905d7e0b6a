package io.github.backpropbench.comparison;

import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.EnvironmentDifference;
import io.github.backpropbench.results.EnvironmentDifference.Aspect;
import io.github.backpropbench.results.HostJvm;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Whether two sides were measured where their numbers can be held against each other. */
final class EnvironmentCheck {
  private static final Set<Aspect> DECISIVE = EnumSet.of(Aspect.MACHINE, Aspect.SYSTEM, Aspect.JVM);

  private EnvironmentCheck() {}

  /** The differences of machine, operating system and JVM in words; what is unknown is none. */
  static List<String> differences(ComparisonSide old, ComparisonSide young) {
    List<String> differences = new ArrayList<>();
    if (old.environment().isPresent() && young.environment().isPresent()) {
      Environment then = old.environment().get();
      Environment now = young.environment().get();
      EnvironmentDifference.between(withoutNames(then, now), now).stream()
          .filter(difference -> DECISIVE.contains(difference.aspect()))
          .map(EnvironmentDifference::words)
          .forEach(differences::add);
    }
    if (differences.isEmpty()
        && !old.jvms().isEmpty()
        && !young.jvms().isEmpty()
        && !old.jvms().equals(young.jvms())) {
      differences.add(
          "the JVM of the forks: %s then, %s now"
              .formatted(String.join(" and ", old.jvms()), String.join(" and ", young.jvms())));
    }
    return differences;
  }

  /** The first with the host's name and the flags of the second, which may differ. */
  private static Environment withoutNames(Environment first, Environment second) {
    HostJvm jvm = first.jvm();
    return new Environment(
        first.timestamp(),
        second.host(),
        first.machine(),
        first.os(),
        new HostJvm(jvm.vendor(), jvm.version(), jvm.name(), jvm.vmVersion(), second.jvm().flags()),
        first.gitCommit(),
        first.jarSha256(),
        first.backends());
  }
}
