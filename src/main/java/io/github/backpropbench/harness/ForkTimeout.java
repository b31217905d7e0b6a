package io.github.backpropbench.harness;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Kills a fork that hangs. JMH waits for its forks for ever. */
final class ForkTimeout implements AutoCloseable {
  private final ScheduledExecutorService timer;
  private volatile boolean expired;

  private ForkTimeout() {
    timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "fork-timeout");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Watches from now on. */
  static ForkTimeout start(Duration limit) {
    ForkTimeout timeout = new ForkTimeout();
    var ignored = timeout.timer.schedule(timeout::expire, limit.toMillis(), TimeUnit.MILLISECONDS);
    return timeout;
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
