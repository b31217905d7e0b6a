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
 */
public final class EjmlKernelF32 implements MatrixKernel<FMatrixRMaj> {
  private static final int TRANSPOSE_FROM_ROWS = 4;

  private final boolean parallel;

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
    if (isParallel(a)) {
      CommonOps_MT_FDRM.mult(a, b, out);
    } else {
      CommonOps_FDRM.mult(a, b, out);
    }
  }

  @Override
  public void multiplyTransposedLeft(FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj out) {
    if (isParallel(a)) {
      CommonOps_MT_FDRM.multTransA(a, b, out);
    } else {
      CommonOps_FDRM.multTransA(a, b, out);
    }
  }

  /**
   * EJML's {@code multTransB} computes one dot product after another, each limited by the latency
   * of its additions. Transposing and then using EJML's reordered product is twice as fast once the
   * product is wide enough for EJML to choose that kernel and has a few rows to make up for the
   * transpose.
   */
  @Override
  public void multiplyTransposedRight(FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj out) {
    if (b.numRows < EjmlParameters.MULT_COLUMN_SWITCH || a.numRows < TRANSPOSE_FROM_ROWS) {
      if (isParallel(a)) {
        CommonOps_MT_FDRM.multTransB(a, b, out);
      } else {
        CommonOps_FDRM.multTransB(a, b, out);
      }
    } else {
      CommonOps_FDRM.transpose(b, transpose);
      multiply(a, transpose, out);
    }
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
    for (int start = 0; start < into.length; start += columns) {
      for (int j = 0; j < columns; j++) {
        into[start + j] = from[start + j] + row.data[j];
      }
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

  /** EJML's product adds to the row, which is there first. */
  @Override
  public void affine(FMatrixRMaj a, FMatrixRMaj b, @Nullable FMatrixRMaj row, FMatrixRMaj out) {
    if (row == null) {
      multiply(a, b, out);
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
