package io.github.backpropbench.benchmark.direct;

import io.github.backpropbench.backend.ejml.EjmlKernelF32;
import io.github.backpropbench.kernel.ReluMask;
import io.github.backpropbench.problem.Problem;
import org.ejml.EjmlParameters;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.ejml.dense.row.mult.VectorVectorMult_FDRM;

/**
 * The step as written by a user who knows the fastest way to do each operation in EJML. Its fastest
 * products are made of several calls of the library, which the adapter's own class makes.
 */
public final class DirectEjmlStep implements DirectStep {
  private final EjmlKernelF32 products = new EjmlKernelF32(1);
  private final float learningRate;
  private final FMatrixRMaj x;
  private final FMatrixRMaj y;
  private final FMatrixRMaj[] start;
  private final FMatrixRMaj w1;
  private final FMatrixRMaj b1;
  private final FMatrixRMaj w2;
  private final FMatrixRMaj b2;
  private final FMatrixRMaj h;
  private final FMatrixRMaj r;
  private final FMatrixRMaj o;
  private final FMatrixRMaj dO;
  private final FMatrixRMaj dH;
  private final FMatrixRMaj dW1;
  private final FMatrixRMaj dB1;
  private final FMatrixRMaj dW2;
  private final FMatrixRMaj dB2;

  /**
   * @param problem with one hidden layer and bias
   * @throws IllegalArgumentException if it is another
   */
  public DirectEjmlStep(Problem problem, double learningRate) {
    int batch = problem.rows();
    int inputs = problem.shape().inputs();
    OneHiddenLayer weights = OneHiddenLayer.of(problem);
    int hidden = weights.hidden();
    int outputs = problem.shape().outputs();
    this.learningRate = (float) learningRate;
    x = matrix(problem.x(), batch, inputs);
    y = matrix(problem.y(), batch, outputs);
    w1 = matrix(weights.w1(), inputs, hidden);
    b1 = matrix(weights.b1(), 1, hidden);
    w2 = matrix(weights.w2(), hidden, outputs);
    b2 = matrix(weights.b2(), 1, outputs);
    start = new FMatrixRMaj[] {w1.copy(), b1.copy(), w2.copy(), b2.copy()};
    h = new FMatrixRMaj(batch, hidden);
    r = new FMatrixRMaj(batch, hidden);
    o = new FMatrixRMaj(batch, outputs);
    dO = new FMatrixRMaj(batch, outputs);
    dH = new FMatrixRMaj(batch, hidden);
    dW1 = new FMatrixRMaj(inputs, hidden);
    dB1 = new FMatrixRMaj(1, hidden);
    dW2 = new FMatrixRMaj(hidden, outputs);
    dB2 = new FMatrixRMaj(1, outputs);
  }

  private static FMatrixRMaj matrix(double[] rowMajor, int rows, int columns) {
    FMatrixRMaj matrix = new FMatrixRMaj(rows, columns);
    for (int i = 0; i < rowMajor.length; i++) {
      matrix.data[i] = (float) rowMajor[i];
    }
    return matrix;
  }

  @Override
  public double run() {
    double loss = forward();
    backward();
    CommonOps_FDRM.addEquals(w1, -learningRate, dW1);
    CommonOps_FDRM.addEquals(b1, -learningRate, dB1);
    CommonOps_FDRM.addEquals(w2, -learningRate, dW2);
    CommonOps_FDRM.addEquals(b2, -learningRate, dB2);
    return loss;
  }

  private double forward() {
    products.multiply(x, w1, h);
    addRow(h, b1);
    for (int i = 0; i < r.data.length; i++) {
      r.data[i] = Math.max(h.data[i], 0);
    }
    products.multiply(r, w2, o);
    addRow(o, b2);
    CommonOps_FDRM.subtract(o, y, dO);
    double loss = VectorVectorMult_FDRM.innerProd(dO, dO);
    CommonOps_FDRM.scale(2, dO, dO);
    return loss;
  }

  private void backward() {
    products.multiplyTransposedLeft(r, dO, dW2);
    CommonOps_FDRM.sumCols(dO, dB2);
    products.multiplyTransposedRight(dO, w2, dH);
    for (int i = 0; i < dH.data.length; i++) {
      dH.data[i] = ReluMask.pass(dH.data[i], h.data[i]);
    }
    products.multiplyTransposedLeft(x, dH, dW1);
    CommonOps_FDRM.sumCols(dH, dB1);
  }

  private static void addRow(FMatrixRMaj matrix, FMatrixRMaj row) {
    float[] data = matrix.data;
    int columns = matrix.numCols;
    if (columns < EjmlParameters.MULT_COLUMN_SWITCH) {
      for (int j = 0; j < columns; j++) {
        float value = row.data[j];
        for (int at = j; at < data.length; at += columns) {
          data[at] += value;
        }
      }
      return;
    }
    for (int from = 0; from < data.length; from += columns) {
      for (int j = 0; j < columns; j++) {
        data[from + j] += row.data[j];
      }
    }
  }

  @Override
  public void restart() {
    w1.setTo(start[0]);
    b1.setTo(start[1]);
    w2.setTo(start[2]);
    b2.setTo(start[3]);
  }
}
