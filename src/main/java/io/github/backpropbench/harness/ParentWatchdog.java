package io.github.backpropbench.harness;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;

/**
 * Ends a fork whose run was killed, so that it does not go on computing beside the run that is
 * resumed. JMH's fork notices only when an iteration has ended and it reports the result, and while
 * a cell is set up there is none.
 *
 * <p>The fork's standard input is a pipe that nobody writes to. Its other end is held by the run
 * alone, and the operating system closes it with the run, however that ends; until then a thread of
 * the fork waits there and costs nothing.
 *
 * <p>A profiler, since that is what JMH makes in the fork before anything of the benchmark. JMH
 * makes one in the run as well, which must not end with its own standard input.
 */
public final class ParentWatchdog implements InternalProfiler {
  private static final String FORK = "org.openjdk.jmh.runner.ForkedMain";

  private boolean watching;

  /** Watches at once if this JVM tells that it is a fork. */
  public ParentWatchdog() {
    if (System.getProperty("sun.java.command", "").startsWith(FORK)) {
      watch();
    }
  }

  @Override
  public String getDescription() {
    return "Ends a fork whose run was killed";
  }

  /** Watches at the latest now: only forks have iterations. */
  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    watch();
  }

  private void watch() {
    if (!watching) {
      watching = true;
      Thread thread = new Thread(ParentWatchdog::haltWithTheRun, "parent-watchdog");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private static void haltWithTheRun() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException e) {
      // The pipe is broken, which says the same as its end.
    }
    Runtime.getRuntime().halt(1);
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    return List.of();
  }
}
