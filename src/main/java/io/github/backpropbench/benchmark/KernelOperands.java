package io.github.backpropbench.benchmark;

import io.github.backpropbench.kernel.AdamSchedule;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.ProductSize;
import java.util.Arrays;
import java.util.Random;

/**
 * The matrices that one kernel operation works on, with the same values on plain arrays for the
 * oracle.
 */
final class KernelOperands<M> {
  /** So small that an accumulating operation does not change its matrix noticeably for hours. */
  static final double SMALL_FACTOR = 1e-12;

  final MatrixKernel<M> kernel;
  final ProductSize size;
  final double[] leftValues;
  final double[] rightValues;
  final M left;
  final M right;
  final M out;
  final M firstMoment;
  final M secondMoment;
  final AdamSchedule schedule = new AdamSchedule(SMALL_FACTOR);

  KernelOperands(MatrixKernel<M> kernel, ProductSize size, KernelOperation operation, long seed) {
    this(kernel, size, operation, new Random(seed));
  }

  private KernelOperands(
      MatrixKernel<M> kernel, ProductSize size, KernelOperation operation, Random random) {
    this(
        kernel,
        size,
        operation,
        normal(random, operation.left(size)),
        operation.right(normal(random, operation.right(size)), size));
  }

  private KernelOperands(
      MatrixKernel<M> kernel,
      ProductSize size,
      KernelOperation operation,
      double[] leftValues,
      double[] rightValues) {
    this.kernel = kernel;
    this.size = size;
    this.leftValues = leftValues;
    this.rightValues = rightValues;
    left = allocate(operation.left(size));
    right = allocate(operation.right(size));
    out = allocate(operation.out(size));
    firstMoment = allocate(operation.out(size));
    secondMoment = allocate(operation.out(size));
    kernel.upload(leftValues, left);
    kernel.upload(rightValues, right);
    schedule.advance();
  }

  /** The same operands on newly allocated matrices. */
  KernelOperands<M> again(KernelOperation operation) {
    return new KernelOperands<>(kernel, size, operation, leftValues, rightValues);
  }

  /** About the bytes of all matrices. */
  long bytes() {
    long out = (long) kernel.rows(this.out) * kernel.columns(this.out);
    return Double.BYTES * (leftValues.length + rightValues.length + 3 * out);
  }

  /** What {@code out} holds, row-major. */
  double[] outValues() {
    double[] values = new double[kernel.rows(out) * kernel.columns(out)];
    kernel.download(out, values);
    return values;
  }

  private M allocate(KernelOperation.Dimensions dimensions) {
    return kernel.allocate(dimensions.rows(), dimensions.columns());
  }

  private static double[] normal(Random random, KernelOperation.Dimensions dimensions) {
    double[] values = new double[dimensions.rows() * dimensions.columns()];
    Arrays.setAll(values, i -> (float) random.nextGaussian());
    return values;
  }
}
