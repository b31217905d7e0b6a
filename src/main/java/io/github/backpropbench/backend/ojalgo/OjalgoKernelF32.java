package io.github.backpropbench.backend.ojalgo;

import io.github.backpropbench.kernel.AdamSchedule;
import io.github.backpropbench.kernel.ElementLoopsF32;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.kernel.RowLoopsF32;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ojalgo.array.operation.AXPY;
import org.ojalgo.array.operation.DOT;

/**
 * ojAlgo's products, dot products and scaled additions; the rest are loops over the stores' public
 * arrays. What was chosen among the library's ways, and why:
 *
 * <ul>
 *   <li>Products of 16 rows or more: each column of the result by the library's {@code AXPY} from
 *       columns that were copied into arrays of their own. Its form for whole arrays is vectorized
 *       by C2, the form with offsets, which {@code fillByMultiplying} uses, is not: 1.3 times as
 *       fast at 16 rows, twice at 32 to 64, 2 to 4 times at some thousands; 0.3 to 1 times below
 *       16. A training step: 1.2 times as fast at 3-2-1, 2.6 times at 64-32-10, 2.9 times at
 *       784-128-10, all with batch 64.
 *   <li>Shorter products: {@code fillByMultiplying} of two stores. With a transposed view as an
 *       operand it reads that element by element through an interface: 0.2 to 0.9 times as fast,
 *       with two views 0.1 times; its left form allocates a column each time, and its right form
 *       skips zeros, so that its time depends on the data. A transpose copied into a store that is
 *       kept does the same work faster and allocates nothing.
 *   <li>Short {@code Aᵀ·B} with long columns: a dot product of a column of A and one of B for each
 *       element, both contiguous, by the library's {@code DOT}.
 *   <li>Element by element: the {@code fillMatching} functions are as fast as loops for float64,
 *       but box each element of a float32 store, and {@code fillMatching} followed by {@code
 *       modifyAll} or {@code modifyMatching} passes twice. There is no mask and no Adam.
 *   <li>Cross-entropy: a loop, for the same reason; {@code EXP} and {@code LOG} are such functions.
 *   <li>Adding a row: {@code fillCompatible} computes a remainder for each element, {@code
 *       modifyMatchingInRows} makes a function for each column.
 *   <li>Sum of rows: {@code reduceColumns} visits each element through an interface; a dot product
 *       with ones does not.
 * </ul>
 */
public final class OjalgoKernelF32 implements MatrixKernel<OjalgoMatrixF32> {
  /** The rows of a product from which on it is faster by whole columns. */
  private static final int LONG = 16;

  private final int threads;

  /** As many ones as the tallest matrix so far has rows. */
  private float[] ones = new float[0];

  /**
   * @param threads of the products; the loops stay on one
   */
  public OjalgoKernelF32(int threads) {
    this.threads = threads;
    OjalgoThreads.limitTo(threads);
  }

  @Override
  public Precision precision() {
    return Precision.F32;
  }

  @Override
  public OjalgoMatrixF32 allocate(int rows, int columns) {
    OjalgoThreads.limitTo(threads);
    return new OjalgoMatrixF32(rows, columns);
  }

  @Override
  public int rows(OjalgoMatrixF32 matrix) {
    return matrix.rows;
  }

  @Override
  public int columns(OjalgoMatrixF32 matrix) {
    return matrix.columns;
  }

  @Override
  public void upload(double[] rowMajor, OjalgoMatrixF32 into) {
    for (int i = 0; i < into.rows; i++) {
      for (int j = 0; j < into.columns; j++) {
        into.data[i + j * into.rows] = (float) rowMajor[i * into.columns + j];
      }
    }
  }

  @Override
  public void download(OjalgoMatrixF32 from, double[] rowMajor) {
    for (int i = 0; i < from.rows; i++) {
      for (int j = 0; j < from.columns; j++) {
        rowMajor[i * from.columns + j] = from.data[i + j * from.rows];
      }
    }
  }

  @Override
  public void multiply(OjalgoMatrixF32 a, OjalgoMatrixF32 b, OjalgoMatrixF32 out) {
    if (isByColumns(out)) {
      addColumns(a.columnArrays(), b.data, 1, b.rows, out);
    } else {
      out.store.fillByMultiplying(a.store, b.store);
    }
  }

  @Override
  public void multiplyTransposedLeft(OjalgoMatrixF32 a, OjalgoMatrixF32 b, OjalgoMatrixF32 out) {
    if (isByColumns(out)) {
      addColumns(a.rowArrays(), b.data, 1, b.rows, out);
      return;
    }
    if (a.rows < a.columns || isDivided(out)) {
      out.store.fillByMultiplying(a.transpose(), b.store);
      return;
    }
    int length = a.rows;
    for (int j = 0; j < out.columns; j++) {
      for (int i = 0; i < out.rows; i++) {
        out.data[i + j * out.rows] = DOT.invoke(a.data, i * length, b.data, j * length, 0, length);
      }
    }
  }

  @Override
  public void multiplyTransposedRight(OjalgoMatrixF32 a, OjalgoMatrixF32 b, OjalgoMatrixF32 out) {
    if (isByColumns(out)) {
      addColumns(a.columnArrays(), b.data, b.rows, 1, out);
    } else {
      out.store.fillByMultiplying(a.store, b.transpose());
    }
  }

  private boolean isByColumns(OjalgoMatrixF32 out) {
    return out.rows >= LONG && !isDivided(out);
  }

  /** Whether the library's product divides its work among threads, which the loops do not. */
  private boolean isDivided(OjalgoMatrixF32 out) {
    return threads > 1
        && out.rows > OjalgoThreads.DIVIDED_ABOVE
        && out.columns > OjalgoThreads.DIVIDED_ABOVE;
  }

  /**
   * Each column of the result is the sum of those of the left operand, each times an element of the
   * right one.
   *
   * @param down from one element of the right operand's column to the next
   * @param right from one of its columns to the next
   */
  private static void addColumns(
      float[][] columns, float[] factors, int down, int right, OjalgoMatrixF32 out) {
    float[] sum = out.column();
    for (int j = 0; j < out.columns; j++) {
      Arrays.fill(sum, 0);
      int at = j * right;
      for (float[] column : columns) {
        AXPY.invoke(sum, factors[at], column);
        at += down;
      }
      System.arraycopy(sum, 0, out.data, j * out.rows, out.rows);
    }
  }

  @Override
  public void addRow(OjalgoMatrixF32 a, OjalgoMatrixF32 row, OjalgoMatrixF32 out) {
    RowLoopsF32.addRowByColumn(a.data, row.data, out.data, a.rows);
  }

  @Override
  public void relu(OjalgoMatrixF32 a, OjalgoMatrixF32 out) {
    ElementLoopsF32.relu(a.data, out.data);
  }

  @Override
  public void reluGradient(OjalgoMatrixF32 upstream, OjalgoMatrixF32 input, OjalgoMatrixF32 out) {
    ElementLoopsF32.reluGradient(upstream.data, input.data, out.data);
  }

  @Override
  public void subtract(OjalgoMatrixF32 a, OjalgoMatrixF32 b, OjalgoMatrixF32 out) {
    ElementLoopsF32.subtract(a.data, b.data, out.data);
  }

  @Override
  public void scale(double factor, OjalgoMatrixF32 a, OjalgoMatrixF32 out) {
    ElementLoopsF32.scale((float) factor, a.data, out.data);
  }

  @Override
  public double sumOfSquares(OjalgoMatrixF32 a) {
    return DOT.invoke(a.data, 0, a.data, 0, 0, a.data.length);
  }

  @Override
  public void sumRows(OjalgoMatrixF32 a, OjalgoMatrixF32 out) {
    if (ones.length < a.rows) {
      ones = new float[a.rows];
      Arrays.fill(ones, 1);
    }
    for (int j = 0; j < a.columns; j++) {
      out.data[j] = DOT.invoke(ones, 0, a.data, j * a.rows, 0, a.rows);
    }
  }

  @Override
  public void addScaled(double factor, OjalgoMatrixF32 a, OjalgoMatrixF32 into) {
    AXPY.invoke(into.data, (float) factor, a.data);
  }

  @Override
  public void adamUpdate(
      AdamSchedule schedule,
      OjalgoMatrixF32 gradient,
      OjalgoMatrixF32 firstMoment,
      OjalgoMatrixF32 secondMoment,
      OjalgoMatrixF32 parameter) {
    ElementLoopsF32.adamUpdate(
        schedule, gradient.data, firstMoment.data, secondMoment.data, parameter.data);
  }

  @Override
  public void momentumUpdate(
      double momentum,
      double learningRate,
      OjalgoMatrixF32 gradient,
      OjalgoMatrixF32 velocity,
      OjalgoMatrixF32 parameter) {
    ElementLoopsF32.momentumUpdate(
        (float) momentum, (float) learningRate, gradient.data, velocity.data, parameter.data);
  }

  @Override
  public void copyRows(OjalgoMatrixF32 from, int[] rows, int first, OjalgoMatrixF32 out) {
    RowLoopsF32.copyRowsByColumn(
        from.data, from.rows, rows, first, out.data, out.rows, out.columns);
  }

  @Override
  public double crossEntropy(
      OjalgoMatrixF32 logits, OjalgoMatrixF32 target, OjalgoMatrixF32 gradient) {
    return RowLoopsF32.crossEntropy(
        logits.data, target.data, gradient.data, logits.rows, logits.columns, 1, logits.rows);
  }

  @Override
  public void copy(OjalgoMatrixF32 a, OjalgoMatrixF32 out) {
    out.store.fillMatching(a.store);
  }

  @Override
  public void affineRelu(
      OjalgoMatrixF32 a,
      OjalgoMatrixF32 b,
      @Nullable OjalgoMatrixF32 row,
      OjalgoMatrixF32 hidden,
      OjalgoMatrixF32 out) {
    multiply(a, b, hidden);
    if (row == null) {
      relu(hidden, out);
    } else {
      RowLoopsF32.addRowReluByColumn(hidden.data, row.data, out.data, a.rows);
    }
  }

  @Override
  public double squaredError(OjalgoMatrixF32 a, OjalgoMatrixF32 b, OjalgoMatrixF32 gradient) {
    ElementLoopsF32.squaredErrorGradient(a.data, b.data, gradient.data);
    return sumOfSquares(gradient) / 4;
  }
}
