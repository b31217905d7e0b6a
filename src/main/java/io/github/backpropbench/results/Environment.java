package io.github.backpropbench.results;

import java.util.Collection;
import java.util.List;

/**
 * Where a run was made: everything that may explain its numbers. Text that could not be determined
 * is {@link #UNKNOWN}; a number that could not be is null.
 *
 * @param timestamp when the run started, ISO-8601 in UTC
 * @param host the machine's name
 * @param machine the hardware, as far as this process may use it
 * @param os the operating system with its version
 * @param jvm the JVM that started the run
 * @param gitCommit of the working tree in which the run was started, with {@code -dirty} if files
 *     were changed
 * @param jarSha256 of the jar that was run, in hexadecimal
 * @param backends all that are known, available or not
 */
public record Environment(
    String timestamp,
    String host,
    Machine machine,
    String os,
    HostJvm jvm,
    String gitCommit,
    String jarSha256,
    List<BackendDescription> backends) {

  /** Stands for what could not be determined. */
  public static final String UNKNOWN = "unknown";

  /** An environment of which nothing is known. */
  public static final Environment NONE =
      new Environment(
          UNKNOWN,
          UNKNOWN,
          new Machine(UNKNOWN, null, null, List.of(), null, null, Machine.ContainerLimits.NONE),
          UNKNOWN,
          new HostJvm(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, List.of()),
          UNKNOWN,
          UNKNOWN,
          List.of());

  public Environment {
    backends = List.copyOf(backends);
  }

  /** This environment as far as it matters to some of the backends. */
  public Environment only(Collection<String> names) {
    return new Environment(
        timestamp,
        host,
        machine,
        os,
        jvm,
        gitCommit,
        jarSha256,
        backends.stream().filter(backend -> names.contains(backend.name())).toList());
  }
}
