package io.github.backpropbench.benchmark.direct;

import io.github.backpropbench.backend.ojalgo.OjalgoThreads;
import io.github.backpropbench.kernel.ReluMask;
import io.github.backpropbench.problem.Problem;
import java.util.Arrays;
import java.util.List;
import org.ojalgo.array.operation.AXPY;
import org.ojalgo.array.operation.DOT;
import org.ojalgo.array.operation.FillMatchingSingle;
import org.ojalgo.matrix.store.PhysicalStore;
import org.ojalgo.matrix.store.R032Store;

/** The step as written by a user who knows the fastest way to do each operation in ojAlgo. */
public final class DirectOjalgoStep implements DirectStep {
  static {
    OjalgoThreads.limitTo(1); // before the first store, which chooses its algorithms when made
  }

  private final float learningRate;
  private final float[] ones;
  private final R032Store x;
  private final R032Store xTransposed;
  private final R032Store y;
  private final List<PhysicalStore<Double>> start;
  private final R032Store w1;
  private final R032Store b1;
  private final R032Store w2;
  private final R032Store w2Transposed;
  private final R032Store b2;
  private final R032Store h;
  private final R032Store r;
  private final R032Store rTransposed;
  private final R032Store o;
  private final R032Store dO;
  private final R032Store dH;
  private final R032Store dW1;
  private final R032Store dB1;
  private final R032Store dW2;
  private final R032Store dB2;

  /**
   * @param problem with one hidden layer and bias
   * @throws IllegalArgumentException if it is another
   */
  public DirectOjalgoStep(Problem problem, double learningRate) {
    int batch = problem.rows();
    int inputs = problem.shape().inputs();
    OneHiddenLayer weights = OneHiddenLayer.of(problem);
    int hidden = weights.hidden();
    int outputs = problem.shape().outputs();
    this.learningRate = (float) learningRate;
    ones = new float[batch];
    Arrays.fill(ones, 1);
    x = matrix(problem.x(), batch, inputs);
    xTransposed = zeros(inputs, batch);
    y = matrix(problem.y(), batch, outputs);
    w1 = matrix(weights.w1(), inputs, hidden);
    b1 = matrix(weights.b1(), 1, hidden);
    w2 = matrix(weights.w2(), hidden, outputs);
    w2Transposed = zeros(outputs, hidden);
    b2 = matrix(weights.b2(), 1, outputs);
    start = List.of(w1.copy(), b1.copy(), w2.copy(), b2.copy());
    h = zeros(batch, hidden);
    r = zeros(batch, hidden);
    rTransposed = zeros(hidden, batch);
    o = zeros(batch, outputs);
    dO = zeros(batch, outputs);
    dH = zeros(batch, hidden);
    dW1 = zeros(inputs, hidden);
    dB1 = zeros(1, hidden);
    dW2 = zeros(hidden, outputs);
    dB2 = zeros(1, outputs);
  }

  private static R032Store zeros(int rows, int columns) {
    return R032Store.FACTORY.make(rows, columns);
  }

  private static R032Store matrix(double[] rowMajor, int rows, int columns) {
    R032Store matrix = zeros(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        matrix.data[i + j * rows] = (float) rowMajor[i * columns + j];
      }
    }
    return matrix;
  }

  @Override
  public double run() {
    double loss = forward();
    backward();
    AXPY.invoke(w1.data, -learningRate, dW1.data);
    AXPY.invoke(b1.data, -learningRate, dB1.data);
    AXPY.invoke(w2.data, -learningRate, dW2.data);
    AXPY.invoke(b2.data, -learningRate, dB2.data);
    return loss;
  }

  private double forward() {
    h.fillByMultiplying(x, w1);
    addRow(h, b1);
    for (int i = 0; i < r.data.length; i++) {
      r.data[i] = Math.max(h.data[i], 0);
    }
    o.fillByMultiplying(r, w2);
    addRow(o, b2);
    for (int i = 0; i < dO.data.length; i++) {
      dO.data[i] = o.data[i] - y.data[i];
    }
    double loss = DOT.invoke(dO.data, 0, dO.data, 0, 0, dO.data.length);
    for (int i = 0; i < dO.data.length; i++) {
      dO.data[i] = 2 * dO.data[i];
    }
    return loss;
  }

  private void backward() {
    multiplyTransposedLeft(r, rTransposed, dO, dW2);
    sumRows(dO, dB2);
    dH.fillByMultiplying(dO, transposed(w2, w2Transposed));
    for (int i = 0; i < dH.data.length; i++) {
      dH.data[i] = ReluMask.pass(dH.data[i], h.data[i]);
    }
    multiplyTransposedLeft(x, xTransposed, dH, dW1);
    sumRows(dH, dB1);
  }

  private static R032Store transposed(R032Store matrix, R032Store into) {
    FillMatchingSingle.transpose(into.data, into.getRowDim(), 0, into.getColDim(), matrix);
    return into;
  }

  private static void multiplyTransposedLeft(
      R032Store a, R032Store aTransposed, R032Store b, R032Store out) {
    if (a.getRowDim() < a.getColDim()) {
      out.fillByMultiplying(transposed(a, aTransposed), b);
      return;
    }
    int length = a.getRowDim();
    int rows = out.getRowDim();
    for (int j = 0; j < out.getColDim(); j++) {
      for (int i = 0; i < rows; i++) {
        out.data[i + j * rows] = DOT.invoke(a.data, i * length, b.data, j * length, 0, length);
      }
    }
  }

  private static void addRow(R032Store matrix, R032Store row) {
    int rows = matrix.getRowDim();
    float[] data = matrix.data;
    for (int j = 0; j < row.data.length; j++) {
      float value = row.data[j];
      int end = (j + 1) * rows;
      for (int i = j * rows; i < end; i++) {
        data[i] += value;
      }
    }
  }

  private void sumRows(R032Store matrix, R032Store out) {
    int rows = matrix.getRowDim();
    for (int j = 0; j < out.data.length; j++) {
      out.data[j] = DOT.invoke(ones, 0, matrix.data, j * rows, 0, rows);
    }
  }

  @Override
  public void restart() {
    w1.fillMatching(start.get(0));
    b1.fillMatching(start.get(1));
    w2.fillMatching(start.get(2));
    b2.fillMatching(start.get(3));
  }
}
