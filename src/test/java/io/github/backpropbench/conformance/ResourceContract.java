package io.github.backpropbench.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a warm call may take besides time: no memory but the library's own, and no thread. */
interface ResourceContract<M> extends KernelUnderTest<M> {
  /**
   * In one JVM, and again after all others: a loop is compiled anew when another shape takes a way
   * through it that was not taken before.
   */
  int[][] SHAPES = {{64, 3, 2}, {1, 3, 2}, {8, 5, 7}, {512, 3, 1}, {33, 17, 40}, {100, 100, 100}};

  /** Above every size from which on a library would like to have more threads. */
  int[] LARGE_SHAPE = {300, 270, 280};

  /** Multiplications of a product whose loops are compiled within a few calls. */
  int LONG_PRODUCT = 1_000_000;

  /** Long enough for the processor time of the JVM, which some systems count in steps of 10 ms. */
  Duration WINDOW = Duration.ofMillis(150);

  /**
   * Processor time of other threads, by that of the caller, which is not a library's: what the
   * steps of the clock leave in doubt, and the JVM's own threads in the quietest window.
   */
  double LARGEST_SHARE_OF_OTHERS = 0.3;

  int WINDOWS = 6;

  /** Looking it up allocates. */
  ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  default void aWarmCallAllocatesOnlyWhatTheLibraryForces() {
    MatrixKernel<M> kernel = newKernel();
    for (int pass = 0; pass < 2; pass++) {
      for (int[] shape : SHAPES) {
        int calls = shape[0] * shape[1] * shape[2] < LONG_PRODUCT ? 100 : 5;
        for (OperationCall call : OperationCall.of(kernel, shape[0], shape[1], shape[2])) {
          assertAllocation(call, shape, bytesOfAWarmCall(call, calls));
        }
      }
    }
  }

  private void assertAllocation(OperationCall call, int[] shape, long bytes) {
    assertThat(bytes)
        .as(
            "bytes that a warm call of %s with m, k, n = %s allocates; what the library forces"
                + " must be allowed by forcedBytes, everything else be allocated once",
            call.operation(), Arrays.toString(shape))
        .isLessThanOrEqualTo(allowed(call));
  }

  private long allowed(OperationCall call) {
    long elementBytes = newKernel().precision() == Precision.F32 ? Float.BYTES : Double.BYTES;
    return forcedBytes(call.operation(), call.results() * elementBytes);
  }

  /**
   * The least of several series: the JVM itself now and then allocates a little on the thread that
   * it compiles for, but an operation that allocates does so in every series. What the Vector API
   * allocates until the compiler has seen enough of a loop ends after some thousand calls.
   */
  private long bytesOfAWarmCall(OperationCall call, int calls) {
    long allowed = allowed(call);
    long least = Long.MAX_VALUE;
    long end = System.nanoTime() + longestWarmUp().toNanos();
    for (int series = 0; series < 5 || (least > allowed && System.nanoTime() < end); series++) {
      long before = allocatedBytes();
      for (int i = 0; i < calls; i++) {
        call.call().run();
      }
      least = Math.min(least, (allocatedBytes() - before) / calls);
    }
    return least;
  }

  private static long allocatedBytes() {
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  @Test
  default void aLargeCallAllocatesOnlyWhatTheLibraryForcesAndKeepsToItsThread() {
    List<OperationCall> calls =
        OperationCall.of(newKernel(), LARGE_SHAPE[0], LARGE_SHAPE[1], LARGE_SHAPE[2]);
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    calls.forEach(call -> call.call().run());
    assertThat(Thread.getAllStackTraces().keySet())
        .as("threads, none of which a kernel for one thread may start")
        .isSubsetOf(before);

    long[] leastBytes = new long[calls.size()];
    Arrays.fill(leastBytes, Long.MAX_VALUE);
    double share = Double.MAX_VALUE;
    for (int i = 0; i < WINDOWS && share > LARGEST_SHARE_OF_OTHERS; i++) {
      share = Math.min(share, shareOfOtherThreads(calls, leastBytes));
    }
    assertThat(share)
        .as(
            "processor time of other threads for each second of the caller's: a kernel for one"
                + " thread must not let others compute, native ones included")
        .isLessThan(LARGEST_SHARE_OF_OTHERS);
    for (int i = 0; i < leastBytes.length; i++) {
      OperationCall call = calls.get(i);
      long bytes = leastBytes[i] <= allowed(call) ? leastBytes[i] : bytesOfAWarmCall(call, 2);
      assertAllocation(call, LARGE_SHAPE, bytes);
    }
  }

  /**
   * Calls all operations for the length of a window.
   *
   * @param leastBytes that each has allocated in a call; becomes smaller
   * @return the time of all other threads of the process, by that of this thread
   */
  private static double shareOfOtherThreads(List<OperationCall> calls, long[] leastBytes) {
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long allBefore = process.getProcessCpuTime();
    long ownBefore = THREADS.getCurrentThreadCpuTime();
    long own = 0;
    while (own < WINDOW.toNanos()) {
      for (int i = 0; i < leastBytes.length; i++) {
        long bytesBefore = allocatedBytes();
        calls.get(i).call().run();
        leastBytes[i] = Math.min(leastBytes[i], allocatedBytes() - bytesBefore);
      }
      own = THREADS.getCurrentThreadCpuTime() - ownBefore;
    }
    return (double) (process.getProcessCpuTime() - allBefore - own) / own;
  }
}
