package io.github.backpropbench.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * On Ctrl-C or a termination signal, holds up the JVM's shutdown until the work in progress has
 * been stopped and wrapped up by its own thread. The exit status is the JVM's own for the signal.
 */
final class GracefulShutdown implements AutoCloseable {
  private static final long REPEAT_MILLISECONDS = 200;
  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "graceful-shutdown");
  private volatile boolean requested;
  private volatile Runnable action = () -> {};

  private GracefulShutdown() {}

  /** Listens for signals until it is closed. */
  static GracefulShutdown listen() {
    GracefulShutdown shutdown = new GracefulShutdown();
    Runtime.getRuntime().addShutdownHook(shutdown.hook);
    return shutdown;
  }

  /** Whether a signal has come and the work should end. */
  boolean requested() {
    return requested;
  }

  /**
   * Sets the action that stops the work in progress. It is repeated until the work has ended: a
   * fork that is just about to start escapes the first time.
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

  /** Tells that the work has ended and its files are written. */
  @Override
  public void close() {
    finished.countDown();
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The signal came at this very moment; the hook has nothing left to wait for.
      }
    }
  }
}
