package io.github.backpropbench.harness;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Kills a fork that hangs. JMH waits for its forks for ever. */
final class ForkWatch implements AutoCloseable {
  private final ScheduledExecutorService timer;
  private volatile boolean expired;

  private ForkWatch() {
    timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "fork-watch");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Watches from now on. */
  static ForkWatch start(Duration limit) {
    ForkWatch watch = new ForkWatch();
    var ignored = watch.timer.schedule(watch::expire, limit.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  private void expire() {
    expired = true;
    killForks();
  }

  /** Whether the limit has passed and the fork was killed. */
  boolean hasExpired() {
    return expired;
  }

  /** Kills all JVMs that this one has started. */
  static void killForks() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
