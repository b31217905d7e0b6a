package io.github.backpropbench.benchmark.direct;

import io.github.backpropbench.backend.arrays.ArraysKernelF32;
import io.github.backpropbench.backend.arrays.ArraysMatrixF32;
import io.github.backpropbench.problem.Problem;

/**
 * The step on plain arrays. There is no library behind this backend, so the step calls the
 * backend's own class directly, with that class's own matrices.
 */
public final class DirectArraysStep implements DirectStep {
  private final ArraysKernelF32 arrays = new ArraysKernelF32();
  private final double learningRate;
  private final ArraysMatrixF32 x;
  private final ArraysMatrixF32 y;
  private final ArraysMatrixF32[] start;
  private final ArraysMatrixF32 w1;
  private final ArraysMatrixF32 b1;
  private final ArraysMatrixF32 w2;
  private final ArraysMatrixF32 b2;
  private final ArraysMatrixF32 h;
  private final ArraysMatrixF32 r;
  private final ArraysMatrixF32 o;
  private final ArraysMatrixF32 dO;
  private final ArraysMatrixF32 dH;
  private final ArraysMatrixF32 dW1;
  private final ArraysMatrixF32 dB1;
  private final ArraysMatrixF32 dW2;
  private final ArraysMatrixF32 dB2;

  /**
   * @param problem with one hidden layer and bias
   * @throws IllegalArgumentException if it is another
   */
  public DirectArraysStep(Problem problem, double learningRate) {
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
        new ArraysMatrixF32[] {
          matrix(weights.w1(), inputs, hidden),
          matrix(weights.b1(), 1, hidden),
          matrix(weights.w2(), hidden, outputs),
          matrix(weights.b2(), 1, outputs)
        };
    h = arrays.allocate(batch, hidden);
    r = arrays.allocate(batch, hidden);
    o = arrays.allocate(batch, outputs);
    dO = arrays.allocate(batch, outputs);
    dH = arrays.allocate(batch, hidden);
    dW1 = arrays.allocate(inputs, hidden);
    dB1 = arrays.allocate(1, hidden);
    dW2 = arrays.allocate(hidden, outputs);
    dB2 = arrays.allocate(1, outputs);
  }

  private ArraysMatrixF32 matrix(double[] rowMajor, int rows, int columns) {
    ArraysMatrixF32 matrix = arrays.allocate(rows, columns);
    arrays.upload(rowMajor, matrix);
    return matrix;
  }

  @Override
  public double run() {
    double loss = forward();
    backward();
    arrays.addScaled(-learningRate, dW1, w1);
    arrays.addScaled(-learningRate, dB1, b1);
    arrays.addScaled(-learningRate, dW2, w2);
    arrays.addScaled(-learningRate, dB2, b2);
    return loss;
  }

  private double forward() {
    arrays.multiply(x, w1, h);
    arrays.addRow(h, b1, h);
    arrays.relu(h, r);
    arrays.multiply(r, w2, o);
    arrays.addRow(o, b2, o);
    arrays.subtract(o, y, dO);
    double loss = arrays.sumOfSquares(dO);
    arrays.scale(2.0, dO, dO);
    return loss;
  }

  private void backward() {
    arrays.multiplyTransposedLeft(r, dO, dW2);
    arrays.sumRows(dO, dB2);
    arrays.multiplyTransposedRight(dO, w2, dH);
    arrays.reluGradient(dH, h, dH);
    arrays.multiplyTransposedLeft(x, dH, dW1);
    arrays.sumRows(dH, dB1);
  }

  @Override
  public void restart() {
    arrays.copy(start[0], w1);
    arrays.copy(start[1], b1);
    arrays.copy(start[2], w2);
    arrays.copy(start[3], b2);
  }
}
