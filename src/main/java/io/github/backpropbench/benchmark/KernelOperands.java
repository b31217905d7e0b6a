package io.github.backpropbench.benchmark;

import io.github.backpropbench.kernel.AdamSchedule;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.ProductSize;
import io.github.backpropbench.network.Matrices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The matrices that one kernel operation works on, with the same values on plain arrays for the
 * oracle.
 */
final class KernelOperands<M> {
  /** So small that an accumulating operation does not change its matrix noticeably for hours. */
  static final double SMALL_FACTOR = 1e-12;

  final MatrixKernel<M> kernel;
  final ProductSize size;

  /** The values of the operands that are read. */
  final double[][] values;

  // What is read. An operand that the operation does not have is of 1×1, as is a result.
  final M left;
  final M right;
  final M third;
  final M fourth;

  // What is written.
  final M out;
  final M secondOut;
  final M thirdOut;

  final M firstMoment;
  final M secondMoment;
  final AdamSchedule schedule = new AdamSchedule(SMALL_FACTOR);
  private final List<M> all;

  KernelOperands(MatrixKernel<M> kernel, ProductSize size, KernelOperation operation, long seed) {
    this(kernel, size, operation, values(operation, size, new Random(seed)));
  }

  private KernelOperands(
      MatrixKernel<M> kernel, ProductSize size, KernelOperation operation, double[][] values) {
    this.kernel = kernel;
    this.size = size;
    this.values = values;
    List<M> read = allocate(operation.operands(size), 4);
    left = read.get(0);
    right = read.get(1);
    third = read.get(2);
    fourth = read.get(3);
    List<M> written = allocate(operation.results(size), 3);
    out = written.get(0);
    secondOut = written.get(1);
    thirdOut = written.get(2);
    List<M> moments = allocate(Collections.nCopies(2, operation.results(size).get(0)), 2);
    firstMoment = moments.get(0);
    secondMoment = moments.get(1);
    all = Stream.of(read, written, moments).flatMap(List::stream).toList();
    for (int i = 0; i < values.length; i++) {
      kernel.upload(values[i], read.get(i));
    }
    schedule.advance();
  }

  /** The same operands on newly allocated matrices. */
  KernelOperands<M> again(KernelOperation operation) {
    return new KernelOperands<>(kernel, size, operation, values);
  }

  /** About the bytes of all matrices. */
  long bytes() {
    return all.stream()
        .mapToLong(m -> (long) Double.BYTES * kernel.rows(m) * kernel.columns(m))
        .sum();
  }

  /** What the first matrices that are written hold, row-major. */
  double[][] results(int count) {
    return Stream.of(out, secondOut, thirdOut)
        .limit(count)
        .map(matrix -> Matrices.download(kernel, matrix))
        .toArray(double[][]::new);
  }

  private List<M> allocate(List<KernelOperation.Dimensions> dimensions, int count) {
    List<M> matrices = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      KernelOperation.Dimensions extent =
          i < dimensions.size() ? dimensions.get(i) : new KernelOperation.Dimensions(1, 1);
      matrices.add(kernel.allocate(extent.rows(), extent.columns()));
    }
    return matrices;
  }

  private static double[][] values(KernelOperation operation, ProductSize size, Random random) {
    List<KernelOperation.Dimensions> operands = operation.operands(size);
    double[][] values = new double[operands.size()][];
    for (int i = 0; i < values.length; i++) {
      double[] normal = new double[operands.get(i).rows() * operands.get(i).columns()];
      Arrays.setAll(normal, at -> (float) random.nextGaussian());
      values[i] = i == 1 ? operation.right(normal, size) : normal;
    }
    return values;
  }
}
