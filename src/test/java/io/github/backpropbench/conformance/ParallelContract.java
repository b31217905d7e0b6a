package io.github.backpropbench.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.OperatingSystemMXBean;
import io.github.backpropbench.kernel.AdamSchedule;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.oracle.KernelOracle;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a kernel on {@value #THREADS} threads must do: all that one on one thread must, on matrices
 * too that are large enough to be divided; and divide them.
 *
 * @param <M> the kernel's matrix
 */
public abstract class ParallelContract<M>
    implements TransferContract<M>,
        ProductContract<M>,
        ElementwiseContract<M>,
        ReductionContract<M>,
        UpdateContract<M>,
        FusedContract<M> {
  protected static final int THREADS = 2;

  private static final int ROWS = 701;
  private static final int COLUMNS = 403;

  /** Of all threads' time, the most that one may have where two do the work. */
  private static final double LARGEST_SHARE = 0.8;

  /** The kernel on one thread. */
  protected abstract MatrixKernel<M> newSingleKernel();

  /** Above the sizes from which on libraries divide their work, with edges in all directions. */
  @Override
  public int[][] largerProducts() {
    return new int[][] {
      {517, 261, 133},
      {261, 1033, 77},
      {1100, 270, 9},
      {2003, 131, 1},
      {1, 600, 433},
      {70_001, 3, 2}
    };
  }

  @Test
  void largeElementwiseOperationsDoWhatTheyDoOnOneThread() {
    Map<String, double[]> single = elementwise(new KernelSubject<>(newSingleKernel()));
    Map<String, double[]> parallel = elementwise(subject());
    single.forEach(
        (operation, values) ->
            KernelSubject.assertEqual(
                Objects.requireNonNull(parallel.get(operation)), values, operation));
  }

  @Test
  void largeSumsAgreeWithTheOracle() {
    for (int[] shape : new int[][] {{ROWS, COLUMNS}, {1, ROWS * COLUMNS}, {ROWS * COLUMNS, 1}}) {
      KernelSubject<M> subject = new KernelSubject<>(newKernel());
      double[] values = subject.seeded(shape[0], shape[1], 3);
      M a = subject.matrix(shape[0], shape[1], values);
      double expected = KernelOracle.sumOfSquares(values);
      double bound = values.length * subject.unitRoundoff() * expected;
      assertThat(subject.kernel.sumOfSquares(a)).isCloseTo(expected, within(bound));
      M zeros = subject.kernel.allocate(shape[0], shape[1]);
      M gradient = subject.poisoned(shape[0], shape[1]);
      assertThat(subject.kernel.squaredError(a, zeros, gradient))
          .isCloseTo(expected, within(bound));
      subject.assertEqual(gradient, KernelOracle.scale(2.0, values), "gradient");
      M row = subject.poisoned(1, shape[1]);
      subject.kernel.sumRows(a, row);
      subject.assertWithin(
          shape[0],
          row,
          KernelOracle.sumRows(values, shape[1]),
          KernelOracle.sumRows(KernelSubject.magnitudes(values), shape[1]),
          "sumRows of %d×%d".formatted(shape[0], shape[1]));
    }
  }

  @Test
  @Tag("serial")
  protected void soManyThreadsWork() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    MatrixKernel<M> kernel = newKernel();
    KernelSubject<M> subject = new KernelSubject<>(kernel);
    M a = subject.matrix(ROWS, COLUMNS, new double[ROWS * COLUMNS]);
    M b = subject.matrix(COLUMNS, ROWS, new double[ROWS * COLUMNS]);
    M out = kernel.allocate(ROWS, ROWS);
    kernel.multiply(a, b, out); // starts the threads
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    Map<Long, Long> before = processorTimes(threads);
    long processBefore = process.getProcessCpuTime();
    long start = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      kernel.multiply(a, b, out);
    }
    long wall = System.nanoTime() - start;
    Map<Long, Long> after = processorTimes(threads);
    after.replaceAll((thread, time) -> time - before.getOrDefault(thread, 0L));
    // Which of its threads a pool wakes is its own affair; how many run at once is not. Threads of
    // a native library are in the process's time only.
    long all = process.getProcessCpuTime() - processBefore;
    assertThat(after.values())
        .as("processor time of each Java thread, of %d ns of the process", all)
        .allMatch(time -> time < LARGEST_SHARE * all);
    long ofJava = after.values().stream().mapToLong(Long::longValue).sum();
    assertThat(ofJava).isLessThan((long) (1.1 * THREADS * wall));
  }

  private static Map<Long, Long> processorTimes(ThreadMXBean threads) {
    Map<Long, Long> times = new TreeMap<>();
    for (long id : threads.getAllThreadIds()) {
      times.put(id, Math.max(0, threads.getThreadCpuTime(id)));
    }
    return times;
  }

  /** The results of the elementwise operations on large matrices, by name. */
  private static <M> Map<String, double[]> elementwise(KernelSubject<M> subject) {
    MatrixKernel<M> kernel = subject.kernel;
    M a = subject.matrix(ROWS, COLUMNS, subject.seeded(ROWS, COLUMNS, 5));
    M b = subject.matrix(ROWS, COLUMNS, subject.seeded(ROWS, COLUMNS, 7));
    M row = subject.matrix(1, COLUMNS, subject.seeded(1, COLUMNS, 11));
    Map<String, double[]> results = new TreeMap<>();
    M out = subject.poisoned(ROWS, COLUMNS);
    kernel.addRow(a, row, out);
    results.put("addRow", subject.values(out));
    kernel.relu(a, out);
    results.put("relu", subject.values(out));
    kernel.reluGradient(a, b, out);
    results.put("reluGradient", subject.values(out));
    kernel.subtract(a, b, out);
    results.put("subtract", subject.values(out));
    kernel.scale(0.3, a, out);
    results.put("scale", subject.values(out));
    kernel.addScaled(0.7, b, out);
    results.put("addScaled", subject.values(out));
    kernel.copy(b, out);
    results.put("copy", subject.values(out));
    M first = kernel.allocate(ROWS, COLUMNS);
    M second = kernel.allocate(ROWS, COLUMNS);
    AdamSchedule schedule = new AdamSchedule(1e-3);
    schedule.advance();
    kernel.adamUpdate(schedule, a, first, second, out);
    results.put("adamUpdate", subject.values(out));
    results.put("adamUpdate, first moment", subject.values(first));
    results.put("adamUpdate, second moment", subject.values(second));
    kernel.momentumUpdate(0.9, 0.1, b, first, out);
    results.put("momentumUpdate", subject.values(out));
    results.put("momentumUpdate, velocity", subject.values(first));
    return results;
  }
}
