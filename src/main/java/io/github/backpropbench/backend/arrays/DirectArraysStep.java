package io.github.backpropbench.backend.arrays;

import io.github.backpropbench.engine.DirectStep;
import io.github.backpropbench.engine.EngineTask;
import io.github.backpropbench.problem.NetworkShape;

/**
 * The step on plain arrays. There is no library behind this backend, so the step calls the
 * backend's own class directly, with that class's own matrices.
 */
final class DirectArraysStep extends DirectStep<ArraysMatrixF32> {
  private final ArraysKernelF32 arrays;
  private final double learningRate;
  private final ArraysMatrixF32 x;
  private final ArraysMatrixF32 y;
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

  DirectArraysStep(EngineTask task) {
    this(new ArraysKernelF32(), task);
  }

  private DirectArraysStep(ArraysKernelF32 kernel, EngineTask task) {
    super(kernel, task);
    arrays = kernel;
    learningRate = task.optimizer().learningRate();
    x = x();
    y = y();
    w1 = w1();
    b1 = b1();
    w2 = w2();
    b2 = b2();
    NetworkShape shape = task.shape();
    int hidden = shape.outputs(0);
    h = arrays.allocate(task.batch(), hidden);
    r = arrays.allocate(task.batch(), hidden);
    o = arrays.allocate(task.batch(), shape.outputs());
    dO = arrays.allocate(task.batch(), shape.outputs());
    dH = arrays.allocate(task.batch(), hidden);
    dW1 = arrays.allocate(shape.inputs(), hidden);
    dB1 = arrays.allocate(1, hidden);
    dW2 = arrays.allocate(hidden, shape.outputs());
    dB2 = arrays.allocate(1, shape.outputs());
  }

  @Override
  public double step() {
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
}
