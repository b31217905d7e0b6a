package io.github.backpropbench.harness;

import io.github.backpropbench.results.Measurement;
import java.nio.channels.OverlappingFileLockException;
import java.time.Duration;
import org.openjdk.jmh.runner.RunnerException;

/**
 * JMH refuses to measure beside another JMH on the same machine, which would spoil both. That is no
 * fault of the cell that was to be measured: it waits for its turn.
 */
final class JmhLock {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long REPEAT_MILLISECONDS = 100;

  private JmhLock() {}

  /** A measurement, or the exception for which {@link #isTaken}. */
  interface Attempt {
    Measurement run() throws RunnerException;
  }

  /**
   * Measures as soon as no other JMH does.
   *
   * @throws MachineBusyException if it takes too long
   */
  static Measurement whenFree(Attempt attempt) {
    return whenFree(attempt, PATIENCE);
  }

  static Measurement whenFree(Attempt attempt, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        return attempt.run();
      } catch (RunnerException e) {
        if (System.nanoTime() > deadline || !sleep()) {
          throw new MachineBusyException(
              "another program has been measuring with JMH on this machine for "
                  + patience.toSeconds()
                  + " s; wait until it has ended, then go on with --resume",
              e);
        }
      }
    }
  }

  /** Whether JMH refused to start because another JMH runs. */
  static boolean isTaken(RunnerException refusal) {
    return refusal.getCause() instanceof OverlappingFileLockException
        || String.valueOf(refusal.getMessage()).contains("Another JMH instance");
  }

  private static boolean sleep() {
    try {
      Thread.sleep(REPEAT_MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
