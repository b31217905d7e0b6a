package io.github.backpropbench.verification;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Finds out whether a computation stays on the thread that calls it. Native threads count, too,
 * which Java does not list: all of the process's processor time is compared with the thread's own.
 */
public final class ThreadUse {
  /** Enough for the clock of processor time, which ticks every 10 ms on some systems. */
  private static final long WINDOW_NANOSECONDS = 200_000_000;

  /** While the compiler or the collector works as well, a window says nothing. */
  private static final int WINDOWS = 12;

  /** Leaves a fifth of the time to the JVM's own threads. */
  private static final double MOST = 1.2;

  private final OperatingSystemMXBean process =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /**
   * The processor time of the process as a multiple of the calling thread's, in the best of several
   * windows: about 1 if all of the computation is on the calling thread.
   *
   * @param computation is repeated
   */
  public double ratio(Runnable computation) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < WINDOWS && least > MOST; i++) {
      least = Math.min(least, ratioOfWindow(computation));
    }
    return least;
  }

  private double ratioOfWindow(Runnable computation) {
    long start = System.nanoTime();
    long ofProcess = process.getProcessCpuTime();
    long ofThread = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    do {
      computation.run();
    } while (System.nanoTime() - start < WINDOW_NANOSECONDS);
    double all = process.getProcessCpuTime() - ofProcess;
    return all
        / Math.max(1, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - ofThread);
  }

  /** Whether a {@link #ratio} shows threads besides the calling one. */
  public static boolean hasOthers(double ratio) {
    return ratio > MOST;
  }
}
