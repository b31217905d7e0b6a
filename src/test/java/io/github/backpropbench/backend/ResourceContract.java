package io.github.backpropbench.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.backpropbench.kernel.AdamSchedule;
import io.github.backpropbench.kernel.MatrixKernel;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a warm call may take besides time: no memory but the library's own, and no thread. */
interface ResourceContract<M> extends KernelUnderTest<M> {
  Duration LONGEST_WARM_UP = Duration.ofSeconds(20);

  /**
   * In one JVM, and again after all others: a loop is compiled anew when another shape takes a way
   * through it that was not taken before.
   */
  int[][] SHAPES = {{64, 3, 2}, {1, 3, 2}, {8, 5, 7}, {512, 3, 1}, {33, 17, 40}, {100, 100, 100}};

  /** Multiplications of a product whose loops are compiled within a few calls. */
  int LONG_PRODUCT = 1_000_000;

  @Test
  default void aWarmCallAllocatesOnlyWhatTheLibraryForces() {
    MatrixKernel<M> kernel = newKernel();
    for (int pass = 0; pass < 2; pass++) {
      for (int[] shape : SHAPES) {
        int calls = shape[0] * shape[1] * shape[2] < LONG_PRODUCT ? 100 : 10;
        operations(kernel, shape[0], shape[1], shape[2])
            .forEach(
                (operation, call) ->
                    assertThat(bytesOfAWarmCall(call, calls, forcedBytes(operation)))
                        .as("bytes of a warm %s of %s", operation, Arrays.toString(shape))
                        .isLessThanOrEqualTo(forcedBytes(operation)));
      }
    }
  }

  @Test
  default void noOtherThreadIsStarted() {
    // Above every size from which on a library would like to have more threads.
    Map<String, Runnable> operations = operations(newKernel(), 300, 270, 280);
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    operations.values().forEach(Runnable::run);
    assertThat(Thread.getAllStackTraces().keySet()).isSubsetOf(before);
  }

  /**
   * The least of several series: the JVM itself now and then allocates a little on the thread that
   * it compiles for, but an operation that allocates does so in every series. What the Vector API
   * allocates until the compiler has seen enough of a loop ends after some thousand calls.
   */
  private static long bytesOfAWarmCall(Runnable call, int calls, long allowed) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    long end = System.nanoTime() + LONGEST_WARM_UP.toNanos();
    for (int series = 0; series < 5 || (least > allowed && System.nanoTime() < end); series++) {
      long before = threads.getThreadAllocatedBytes(id);
      for (int i = 0; i < calls; i++) {
        call.run();
      }
      least = Math.min(least, (threads.getThreadAllocatedBytes(id) - before) / calls);
    }
    return least;
  }

  /** Each operation that a training calls, by name, on matrices that fit a product of m, k, n. */
  private static <M> Map<String, Runnable> operations(MatrixKernel<M> kernel, int m, int k, int n) {
    KernelSubject<M> subject = new KernelSubject<>(kernel);
    M a = subject.matrix(m, k, subject.normal(m, k));
    M aTransposed = subject.matrix(k, m, subject.normal(k, m));
    M b = subject.matrix(k, n, subject.normal(k, n));
    M bTransposed = subject.matrix(n, k, subject.normal(n, k));
    M c = kernel.allocate(m, n);
    M row = subject.matrix(1, k, subject.normal(1, k));
    M sum = kernel.allocate(1, k);
    M left = subject.matrix(m, k, subject.normal(m, k));
    M right = subject.matrix(m, k, subject.normal(m, k));
    M out = kernel.allocate(m, k);
    AdamSchedule schedule = new AdamSchedule(1e-3);
    schedule.advance();
    Map<String, Runnable> operations = new TreeMap<>();
    operations.put("multiply", () -> kernel.multiply(a, b, c));
    operations.put(
        "multiplyTransposedLeft", () -> kernel.multiplyTransposedLeft(aTransposed, b, c));
    operations.put(
        "multiplyTransposedRight", () -> kernel.multiplyTransposedRight(a, bTransposed, c));
    operations.put("addRow", () -> kernel.addRow(left, row, out));
    operations.put("relu", () -> kernel.relu(left, out));
    operations.put("reluGradient", () -> kernel.reluGradient(left, right, out));
    operations.put("subtract", () -> kernel.subtract(left, right, out));
    operations.put("scale", () -> kernel.scale(0.5, left, out));
    operations.put("sumOfSquares", () -> kernel.sumOfSquares(left));
    operations.put("sumRows", () -> kernel.sumRows(left, sum));
    operations.put("addScaled", () -> kernel.addScaled(1e-9, left, out));
    operations.put("copy", () -> kernel.copy(left, out));
    M first = kernel.allocate(m, k);
    M second = kernel.allocate(m, k);
    operations.put("adamUpdate", () -> kernel.adamUpdate(schedule, left, first, second, out));
    operations.put("momentumUpdate", () -> kernel.momentumUpdate(0.9, 1e-3, left, first, second));
    int[] order = IntStream.range(0, m).map(i -> m - 1 - i).toArray();
    operations.put("copyRows", () -> kernel.copyRows(left, order, 0, out));
    M probabilities =
        subject.matrix(m, k, DoubleStream.generate(() -> 1.0 / k).limit((long) m * k).toArray());
    operations.put("crossEntropy", () -> kernel.crossEntropy(right, probabilities, out));
    addFused(operations, kernel, subject, new int[] {m, k, n});
    return operations;
  }

  private static <M> void addFused(
      Map<String, Runnable> operations,
      MatrixKernel<M> kernel,
      KernelSubject<M> subject,
      int[] mkn) {
    int m = mkn[0];
    int k = mkn[1];
    int n = mkn[2];
    M a = subject.matrix(m, k, subject.normal(m, k));
    M b = subject.matrix(k, n, subject.normal(k, n));
    M row = subject.matrix(1, n, subject.normal(1, n));
    M hidden = kernel.allocate(m, n);
    M out = kernel.allocate(m, n);
    M target = subject.matrix(m, n, subject.normal(m, n));
    M upstream = subject.matrix(m, n, subject.normal(m, n));
    M bGradient = kernel.allocate(k, n);
    M rowGradient = kernel.allocate(1, n);
    M input = subject.matrix(m, k, subject.normal(m, k));
    M masked = kernel.allocate(m, k);
    operations.put("affine", () -> kernel.affine(a, b, row, out));
    operations.put("affineRelu", () -> kernel.affineRelu(a, b, row, hidden, out));
    operations.put(
        "affineGradient", () -> kernel.affineGradient(a, upstream, bGradient, rowGradient));
    operations.put(
        "reluGradientOfProduct", () -> kernel.reluGradientOfProduct(upstream, b, input, masked));
    operations.put(
        "affineBackward",
        () -> kernel.affineBackward(a, upstream, b, input, bGradient, rowGradient, masked));
    operations.put("squaredError", () -> kernel.squaredError(hidden, target, out));
    operations.put(
        "affineSquaredError", () -> kernel.affineSquaredError(a, b, row, target, hidden, out));
  }
}
