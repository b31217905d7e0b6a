package io.github.backpropbench.backend.ejml;

import io.github.backpropbench.engine.DirectStep;
import io.github.backpropbench.engine.EngineTask;
import io.github.backpropbench.kernel.ReluMask;
import io.github.backpropbench.problem.NetworkShape;
import org.ejml.EjmlParameters;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.ejml.dense.row.mult.VectorVectorMult_FDRM;

/**
 * The step as written by a user who knows the fastest way to do each operation in EJML. Its fastest
 * products are made of several calls of the library, which the adapter's own class makes.
 */
final class DirectEjmlStep extends DirectStep<FMatrixRMaj> {
  private final EjmlKernelF32 products;
  private final float learningRate;
  private final FMatrixRMaj x;
  private final FMatrixRMaj y;
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

  DirectEjmlStep(EngineTask task) {
    this(new EjmlKernelF32(1), task);
  }

  private DirectEjmlStep(EjmlKernelF32 kernel, EngineTask task) {
    super(kernel, task);
    products = kernel;
    learningRate = (float) task.optimizer().learningRate();
    x = x();
    y = y();
    w1 = w1();
    b1 = b1();
    w2 = w2();
    b2 = b2();
    NetworkShape shape = task.shape();
    int hidden = shape.outputs(0);
    h = new FMatrixRMaj(task.batch(), hidden);
    r = new FMatrixRMaj(task.batch(), hidden);
    o = new FMatrixRMaj(task.batch(), shape.outputs());
    dO = new FMatrixRMaj(task.batch(), shape.outputs());
    dH = new FMatrixRMaj(task.batch(), hidden);
    dW1 = new FMatrixRMaj(shape.inputs(), hidden);
    dB1 = new FMatrixRMaj(1, hidden);
    dW2 = new FMatrixRMaj(hidden, shape.outputs());
    dB2 = new FMatrixRMaj(1, shape.outputs());
  }

  @Override
  public double step() {
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
}
