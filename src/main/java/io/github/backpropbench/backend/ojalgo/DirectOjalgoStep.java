package io.github.backpropbench.backend.ojalgo;

import io.github.backpropbench.engine.DirectStep;
import io.github.backpropbench.engine.EngineTask;
import io.github.backpropbench.problem.NetworkShape;

/**
 * The step on ojAlgo. Its fastest products are made of several calls of the library, so the step
 * calls the adapter's own class directly, with that class's own matrices.
 */
final class DirectOjalgoStep extends DirectStep<OjalgoMatrixF32> {
  private final OjalgoKernelF32 ojalgo;
  private final double learningRate;
  private final OjalgoMatrixF32 x;
  private final OjalgoMatrixF32 y;
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

  DirectOjalgoStep(EngineTask task) {
    this(new OjalgoKernelF32(1), task);
  }

  private DirectOjalgoStep(OjalgoKernelF32 kernel, EngineTask task) {
    super(kernel, task);
    ojalgo = kernel;
    learningRate = task.optimizer().learningRate();
    x = x();
    y = y();
    w1 = w1();
    b1 = b1();
    w2 = w2();
    b2 = b2();
    NetworkShape shape = task.shape();
    int hidden = shape.outputs(0);
    h = ojalgo.allocate(task.batch(), hidden);
    r = ojalgo.allocate(task.batch(), hidden);
    o = ojalgo.allocate(task.batch(), shape.outputs());
    dO = ojalgo.allocate(task.batch(), shape.outputs());
    dH = ojalgo.allocate(task.batch(), hidden);
    dW1 = ojalgo.allocate(shape.inputs(), hidden);
    dB1 = ojalgo.allocate(1, hidden);
    dW2 = ojalgo.allocate(hidden, shape.outputs());
    dB2 = ojalgo.allocate(1, shape.outputs());
  }

  @Override
  public double step() {
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
}
