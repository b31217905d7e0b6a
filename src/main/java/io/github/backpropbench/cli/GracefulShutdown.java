package io.github.backpropbench.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, or a request to terminate: the JVM is going down, and waits until what was going on has
 * been brought to an end by its own thread. The exit status is the JVM's own for the signal.
 */
final class GracefulShutdown implements AutoCloseable {
  private static final long REPEAT_MILLISECONDS = 200;
  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "graceful-shutdown");
  private volatile boolean requested;
  private volatile Runnable action = () -> {};

  private GracefulShutdown() {}

  /** Listens until it is closed. */
  static GracefulShutdown listen() {
    GracefulShutdown signal = new GracefulShutdown();
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  /** Whether to come to an end. */
  boolean requested() {
    return requested;
  }

  /**
   * What ends the work that is going on. It is run again until the work has ended: a fork that was
   * just about to start escapes the first time.
   */
  void whenRequested(Runnable action) {
    this.action = action;
  }

  private void stop() {
    requested = true;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    try {
      do {
        action.run();
      } while (!finished.await(REPEAT_MILLISECONDS, TimeUnit.MILLISECONDS)
          && System.nanoTime() < deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The work has ended, and its files are written. */
  @Override
  public void close() {
    finished.countDown();
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The signal came this very moment; the hook finds nothing left to wait for.
      }
    }
  }
}
