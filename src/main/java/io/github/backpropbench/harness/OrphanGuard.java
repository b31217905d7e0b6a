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
 * resumed. JMH's fork notices only when an iteration has ended and it reports the result.
 *
 * <p>The fork's standard input is a pipe that nobody writes to. Its other end is held by the run
 * alone, and the operating system closes it with the run, however that ends; until then a thread of
 * the fork waits there and costs nothing. A profiler, since that is what JMH calls in the fork
 * before anything of the benchmark.
 */
public final class OrphanGuard implements InternalProfiler {
  private boolean started;

  @Override
  public String getDescription() {
    return "Ends a fork whose run was killed";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    if (!started) {
      started = true;
      Thread thread = new Thread(OrphanGuard::haltWithTheRun, "orphan-guard");
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
