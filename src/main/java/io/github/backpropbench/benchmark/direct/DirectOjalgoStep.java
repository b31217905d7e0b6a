package io.github.backpropbench.benchmark.direct;

import io.github.backpropbench.backend.ojalgo.OjalgoKernelF32;
import io.github.backpropbench.backend.ojalgo.OjalgoMatrixF32;
import io.github.backpropbench.problem.Problem;

/**
 * The step on ojAlgo. Its fastest products are made of several calls of the library, so the step
 * calls the adapter's own class directly, with that class's own matrices.
 */
public final class DirectOjalgoStep implements DirectStep {
  private final OjalgoKernelF32 ojalgo = new OjalgoKernelF32(1);
  private final double learningRate;
  private final OjalgoMatrixF32 x;
  private final OjalgoMatrixF32 y;
  private final OjalgoMatrixF32[] start;
  private final OjalgoMatrixF32 w1;
  private final OjalgoMatrixF32 b1;
  private final OjalgoMatrixF32 w2;
  private final OjalgoMatrixF32 b2;
  private final OjalgoMatrixF32 h;
  private final OjalgoMatrixF32 r;
  private final OjalgoMatrixF32 o;
  private final OjalgoMatrixF32 dO;
  private final OjalgoMatrixF32 dH;
  private final OjalgoMatrixF32 dW1;
  private final OjalgoMatrixF32 dB1;
  private final OjalgoMatrixF32 dW2;
  private final OjalgoMatrixF32 dB2;

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
    this.learningRate = learningRate;
    x = matrix(problem.x(), batch, inputs);
    y = matrix(problem.y(), batch, outputs);
    w1 = matrix(weights.w1(), inputs, hidden);
    b1 = matrix(weights.b1(), 1, hidden);
    w2 = matrix(weights.w2(), hidden, outputs);
    b2 = matrix(weights.b2(), 1, outputs);
    start =
        new OjalgoMatrixF32[] {
          matrix(weights.w1(), inputs, hidden),
          matrix(weights.b1(), 1, hidden),
          matrix(weights.w2(), hidden, outputs),
          matrix(weights.b2(), 1, outputs)
        };
    h = ojalgo.allocate(batch, hidden);
    r = ojalgo.allocate(batch, hidden);
    o = ojalgo.allocate(batch, outputs);
    dO = ojalgo.allocate(batch, outputs);
    dH = ojalgo.allocate(batch, hidden);
    dW1 = ojalgo.allocate(inputs, hidden);
    dB1 = ojalgo.allocate(1, hidden);
    dW2 = ojalgo.allocate(hidden, outputs);
    dB2 = ojalgo.allocate(1, outputs);
  }

  private OjalgoMatrixF32 matrix(double[] rowMajor, int rows, int columns) {
    OjalgoMatrixF32 matrix = ojalgo.allocate(rows, columns);
    ojalgo.upload(rowMajor, matrix);
    return matrix;
  }

  @Override
  public double run() {
    double loss = forward();
    backward();
    ojalgo.addScaled(-learningRate, dW1, w1);
    ojalgo.addScaled(-learningRate, dB1, b1);
    ojalgo.addScaled(-learningRate, dW2, w2);
    ojalgo.addScaled(-learningRate, dB2, b2);
    return loss;
  }

  private double forward() {
    ojalgo.multiply(x, w1, h);
    ojalgo.addRow(h, b1, h);
    ojalgo.relu(h, r);
    ojalgo.multiply(r, w2, o);
    ojalgo.addRow(o, b2, o);
    ojalgo.subtract(o, y, dO);
    double loss = ojalgo.sumOfSquares(dO);
    ojalgo.scale(2.0, dO, dO);
    return loss;
  }

  private void backward() {
    ojalgo.multiplyTransposedLeft(r, dO, dW2);
    ojalgo.sumRows(dO, dB2);
    ojalgo.multiplyTransposedRight(dO, w2, dH);
    ojalgo.reluGradient(dH, h, dH);
    ojalgo.multiplyTransposedLeft(x, dH, dW1);
    ojalgo.sumRows(dH, dB1);
  }

  @Override
  public void restart() {
    ojalgo.copy(start[0], w1);
    ojalgo.copy(start[1], b1);
    ojalgo.copy(start[2], w2);
    ojalgo.copy(start[3], b2);
  }
}
