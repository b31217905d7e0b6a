package io.github.backpropbench.harness;

import io.github.backpropbench.results.Measurement;
import java.nio.channels.OverlappingFileLockException;
import java.time.Duration;
import org.openjdk.jmh.runner.RunnerException;

/**
 * JMH refuses to measure while another JMH does so on the same machine, which would distort both.
 * The cell to be measured is not at fault: it waits for its turn.
 */
public final class JmhLock {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long REPEAT_MILLISECONDS = 100;

  private JmhLock() {}

  /** Measures, or throws the exception that {@link #isTaken} recognizes. */
  interface Attempt {
    Measurement run() throws RunnerException;
  }

  /**
   * Measures as soon as no other JMH does.
   *
   * @throws MachineBusyException if the other one takes too long
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
                  + " s; wait until it has ended, then continue with run --resume",
              e);
        }
      }
    }
  }

  /** Whether JMH refused to start because another JMH is running. */
  public static boolean isTaken(RunnerException refusal) {
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
