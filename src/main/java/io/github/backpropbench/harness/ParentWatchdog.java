package io.github.backpropbench.harness;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;

/**
 * Ends a fork whose run was killed, so that it does not keep computing beside the resumed run. A
 * fork of JMH notices by itself only when it reports the result of an iteration, and reports none
 * while its cell is set up.
 *
 * <p>A thread of the fork looks four times a second whether the run is alive. It must not block in
 * a system call, such as reading from a pipe that the run holds: a JVM that ends waits for threads
 * in such calls, 0.3 s, in each fork.
 *
 * <p>It is a profiler because JMH creates profilers in the fork before it touches the benchmark.
 */
public final class ParentWatchdog implements InternalProfiler {
  /** The process identifier of the run; set in forks only. */
  private static final String PROPERTY = "backpropbench.run";

  private static final long REPEAT_MILLISECONDS = 250;

  /** Starts to watch if this JVM is a fork. */
  public ParentWatchdog() {
    Long run = Long.getLong(PROPERTY);
    if (run != null) {
      Thread thread = new Thread(() -> haltAtEndOf(run), "parent-watchdog");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** The argument that tells the JVM of a fork of this run whom to watch. */
  public static String jvmArgument() {
    return "-D" + PROPERTY + "=" + ProcessHandle.current().pid();
  }

  private static void haltAtEndOf(long run) {
    Optional<ProcessHandle> process = ProcessHandle.of(run);
    if (process.isEmpty()) {
      return; // hidden, as in some sandboxes; if it has ended, JMH could not connect to it
    }
    while (process.get().isAlive()) {
      try {
        Thread.sleep(REPEAT_MILLISECONDS);
      } catch (InterruptedException e) {
        return;
      }
    }
    Runtime.getRuntime().halt(1);
  }

  @Override
  public String getDescription() {
    return "Ends a fork whose run was killed";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {}

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    return List.of();
  }
}
