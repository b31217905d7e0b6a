package io.github.backpropbench.harness;

import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;

/** Kills a fork that hangs. JMH would wait for it for ever. */
final class ForkTimeout implements AutoCloseable {
  private final Timer timer = new Timer("fork-timeout", true);
  private volatile boolean expired;

  private ForkTimeout() {}

  /** Starts the clock. */
  static ForkTimeout start(Duration limit) {
    ForkTimeout timeout = new ForkTimeout();
    timeout.timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            timeout.expired = true;
            killForks();
          }
        },
        limit.toMillis());
    return timeout;
  }

  /** Whether the fork took longer than the limit and was killed. */
  boolean hasExpired() {
    return expired;
  }

  /** Kills all JVMs that this one has started. */
  static void killForks() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    timer.cancel();
  }
}
