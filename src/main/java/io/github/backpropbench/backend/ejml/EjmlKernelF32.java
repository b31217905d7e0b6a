package io.github.backpropbench.backend.ejml;

import io.github.backpropbench.kernel.AdamSchedule;
import io.github.backpropbench.kernel.ElementLoopsF32;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.kernel.RowLoopsF32;
import org.ejml.EjmlParameters;
import org.ejml.concurrency.EjmlConcurrency;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.ejml.dense.row.CommonOps_MT_FDRM;
import org.ejml.dense.row.mult.VectorVectorMult_FDRM;
import org.jspecify.annotations.Nullable;

/**
 * EJML's own operations with preallocated outputs, wherever it has one. It cannot add a row to each
 * row and has no ReLU and no Adam: those are loops over the matrices' public arrays, as its users
 * write them. So is the cross-entropy: {@code elementExp} calls {@code Math.exp} for each element,
 * too, and {@code maxRows}, {@code sumRows} and {@code divideRows} would be passes of their own.
 *
 * <p>Products were measured on one thread in each way that the library has, from 3-2-1 to
 * 784-128-10 and batch 1 to 512, each in a JVM of its own:
 *
 * <ul>
 *   <li>{@link RowProductF32}, by {@code addEquals} of whole rows: with 16 columns or more 1.7
 *       times as fast as {@code mult}, with 32 twice, with 128 3 times; with 10 about the same,
 *       with 2 half as fast. A training step: 1.4 times as fast at 16-16-16, 1.8 times at 64-32-10,
 *       3 times at 784-128-10, all with batch 64; at batch 1, 0.8 to 1.1 times.
 *   <li>{@code mult} with its own choice of kernel, for all others. {@code mult_small} and {@code
 *       mult_aux} reach 0.2 to 1 times its speed; only {@code mult_aux} with few columns 1.1 to 1.5
 *       times, where the bias saves as much by being in the result first.
 *   <li>Block matrices, {@code MatrixOps_FDRB}: 1.0 to 1.3 times as fast as {@code mult} if they
 *       are never converted, 0.6 to 1.3 times if they are; half as fast at 3-2-1.
 *   <li>{@code multTransA} after a transpose, by {@code mult}: 0.9 to 1.0 times.
 * </ul>
 */
public final class EjmlKernelF32 implements MatrixKernel<FMatrixRMaj> {
  /** The samples that make up for a copy of the other operand. */
  private static final int SOME_ROWS = 4;

  /** The columns of a product from which on it is faster row by row. */
  private static final int WIDE = 16;

  private final boolean parallel;
  private final RowProductF32 rowProduct = new RowProductF32();

  /** Room for one row. */
  private final FMatrixRMaj sum = new FMatrixRMaj(1, 1);

  /** Room for a transposed operand; EJML reshapes it and keeps its largest array. */
  private final FMatrixRMaj transpose = new FMatrixRMaj(0, 0);

  /**
   * @param threads of the products; everything else uses one
   */
  public EjmlKernelF32(int threads) {
    parallel = threads > 1;
    if (parallel && EjmlConcurrency.getMaxThreads() != threads) {
      EjmlConcurrency.setMaxThreads(threads);
    }
  }

  @Override
  public Precision precision() {
    return Precision.F32;
  }

  @Override
  public FMatrixRMaj allocate(int rows, int columns) {
    return new FMatrixRMaj(rows, columns);
  }

  @Override
  public int rows(FMatrixRMaj matrix) {
    return matrix.numRows;
  }

  @Override
  public int columns(FMatrixRMaj matrix) {
    return matrix.numCols;
  }

  @Override
  public void upload(double[] rowMajor, FMatrixRMaj into) {
    for (int i = 0; i < rowMajor.length; i++) {
      into.data[i] = (float) rowMajor[i];
    }
  }

  @Override
  public void download(FMatrixRMaj from, double[] rowMajor) {
    for (int i = 0; i < rowMajor.length; i++) {
      rowMajor[i] = from.data[i];
    }
  }

  @Override
  public void multiply(FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj out) {
    if (isByRows(a, out)) {
      rowProduct.useRows(b);
      rowProduct.multiply(a.data, a.numCols, 1, a.numCols, null, out);
    } else if (isParallel(a)) {
      CommonOps_MT_FDRM.mult(a, b, out);
    } else {
      CommonOps_FDRM.mult(a, b, out);
    }
  }

  @Override
  public void multiplyTransposedLeft(FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj out) {
    if (isByRows(a, out)) {
      rowProduct.useRows(b);
      rowProduct.multiply(a.data, 1, a.numCols, a.numRows, null, out);
    } else if (isParallel(a)) {
      CommonOps_MT_FDRM.multTransA(a, b, out);
    } else {
      CommonOps_FDRM.multTransA(a, b, out);
    }
  }

  /**
   * EJML's {@code multTransB} computes one dot product after another, each limited by the latency
   * of its additions. With several threads, transposing and then using EJML's reordered product is
   * twice as fast, once the product is wide enough for EJML to choose that kernel and has a few
   * rows to make up for the transpose.
   */
  @Override
  public void multiplyTransposedRight(FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj out) {
    if (isByRows(a, out)) {
      rowProduct.useColumns(b);
      rowProduct.multiply(a.data, a.numCols, 1, a.numCols, null, out);
    } else if (b.numRows >= EjmlParameters.MULT_COLUMN_SWITCH && a.numRows >= SOME_ROWS) {
      CommonOps_FDRM.transpose(b, transpose);
      multiply(a, transpose, out);
    } else if (isParallel(a)) {
      CommonOps_MT_FDRM.multTransB(a, b, out);
    } else {
      CommonOps_FDRM.multTransB(a, b, out);
    }
  }

  private boolean isByRows(FMatrixRMaj left, FMatrixRMaj out) {
    return out.numCols >= WIDE && left.numRows >= SOME_ROWS && !isParallel(left);
  }

  /** The library's own rule, as in its equations and simple matrices. */
  private boolean isParallel(FMatrixRMaj left) {
    return parallel && EjmlConcurrency.useConcurrent(left);
  }

  @Override
  public void addRow(FMatrixRMaj a, FMatrixRMaj row, FMatrixRMaj out) {
    float[] from = a.data;
    float[] into = out.data;
    int columns = a.numCols;
    if (columns < EjmlParameters.MULT_COLUMN_SWITCH) {
      for (int j = 0; j < columns; j++) {
        float value = row.data[j];
        for (int at = j; at < into.length; at += columns) {
          into[at] = from[at] + value;
        }
      }
      return;
    }
    // In a matrix of its own, each row has one index with the row that is added: C2 vectorizes
    // that.
    sum.reshape(1, columns);
    for (int start = 0; start < into.length; start += columns) {
      System.arraycopy(from, start, sum.data, 0, columns);
      CommonOps_FDRM.addEquals(sum, row);
      System.arraycopy(sum.data, 0, into, start, columns);
    }
  }

  @Override
  public void relu(FMatrixRMaj a, FMatrixRMaj out) {
    ElementLoopsF32.relu(a.data, out.data);
  }

  @Override
  public void reluGradient(FMatrixRMaj upstream, FMatrixRMaj input, FMatrixRMaj out) {
    ElementLoopsF32.reluGradient(upstream.data, input.data, out.data);
  }

  @Override
  public void subtract(FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj out) {
    CommonOps_FDRM.subtract(a, b, out);
  }

  @Override
  public void scale(double factor, FMatrixRMaj a, FMatrixRMaj out) {
    CommonOps_FDRM.scale((float) factor, a, out);
  }

  @Override
  public double sumOfSquares(FMatrixRMaj a) {
    return VectorVectorMult_FDRM.innerProd(a, a);
  }

  @Override
  public void sumRows(FMatrixRMaj a, FMatrixRMaj out) {
    CommonOps_FDRM.sumCols(a, out);
  }

  @Override
  public void addScaled(double factor, FMatrixRMaj a, FMatrixRMaj into) {
    CommonOps_FDRM.addEquals(into, (float) factor, a);
  }

  @Override
  public void adamUpdate(
      AdamSchedule schedule,
      FMatrixRMaj gradient,
      FMatrixRMaj firstMoment,
      FMatrixRMaj secondMoment,
      FMatrixRMaj parameter) {
    ElementLoopsF32.adamUpdate(
        schedule, gradient.data, firstMoment.data, secondMoment.data, parameter.data);
  }

  @Override
  public void momentumUpdate(
      double momentum,
      double learningRate,
      FMatrixRMaj gradient,
      FMatrixRMaj velocity,
      FMatrixRMaj parameter) {
    ElementLoopsF32.momentumUpdate(
        (float) momentum, (float) learningRate, gradient.data, velocity.data, parameter.data);
  }

  @Override
  public void copyRows(FMatrixRMaj from, int[] rows, int first, FMatrixRMaj out) {
    RowLoopsF32.copyRows(from.data, rows, first, out.data, out.numRows, out.numCols);
  }

  @Override
  public double crossEntropy(FMatrixRMaj logits, FMatrixRMaj target, FMatrixRMaj gradient) {
    return RowLoopsF32.crossEntropy(
        logits.data, target.data, gradient.data, logits.numRows, logits.numCols, logits.numCols, 1);
  }

  @Override
  public void copy(FMatrixRMaj a, FMatrixRMaj out) {
    out.setTo(a);
  }

  /** The product adds to the row, which is there first. */
  @Override
  public void affine(FMatrixRMaj a, FMatrixRMaj b, @Nullable FMatrixRMaj row, FMatrixRMaj out) {
    if (row == null) {
      multiply(a, b, out);
      return;
    }
    if (isByRows(a, out)) {
      rowProduct.useRows(b);
      rowProduct.multiply(a.data, a.numCols, 1, a.numCols, row, out);
      return;
    }
    RowLoopsF32.repeatRow(row.data, out.data);
    if (isParallel(a)) {
      CommonOps_MT_FDRM.multAdd(a, b, out);
    } else {
      CommonOps_FDRM.multAdd(a, b, out);
    }
  }

  @Override
  public double squaredError(FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj gradient) {
    ElementLoopsF32.squaredErrorGradient(a.data, b.data, gradient.data);
    return sumOfSquares(gradient) / 4;
  }
}
