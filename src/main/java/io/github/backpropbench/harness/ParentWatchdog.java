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
 * Ends a fork whose run was killed, so that it does not keep computing beside the resumed run. A
 * fork of JMH notices by itself only when it reports the result of an iteration, and reports none
 * while its cell is set up.
 *
 * <p>The fork's standard input is a pipe that nothing writes to. The run holds the other end, which
 * the operating system closes when the run ends, however that happens. Until then a thread of the
 * fork blocks on the pipe, which costs nothing.
 *
 * <p>It is a profiler because JMH creates profilers in the fork before it touches the benchmark.
 * JMH creates one in the run as well, which must not end with the run's own standard input.
 */
public final class ParentWatchdog implements InternalProfiler {
  private static final String FORK = "org.openjdk.jmh.runner.ForkedMain";

  private boolean watching;

  /** Starts to watch at once if this JVM's command line says that it is a fork. */
  public ParentWatchdog() {
    if (System.getProperty("sun.java.command", "").startsWith(FORK)) {
      watch();
    }
  }

  @Override
  public String getDescription() {
    return "Ends a fork whose run was killed";
  }

  /** Starts to watch at the latest now: only forks have iterations. */
  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    watch();
  }

  private void watch() {
    if (!watching) {
      watching = true;
      Thread thread = new Thread(ParentWatchdog::haltWhenRunEnds, "parent-watchdog");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private static void haltWhenRunEnds() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException e) {
      // The pipe is broken, which means the same as its end.
    }
    Runtime.getRuntime().halt(1);
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    return List.of();
  }
}
