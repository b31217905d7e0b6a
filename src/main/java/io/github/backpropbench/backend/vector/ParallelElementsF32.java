package io.github.backpropbench.backend.vector;

import io.github.backpropbench.backend.vector.ElementsTaskF32.Operation;
import io.github.backpropbench.kernel.AdamSchedule;

/**
 * The element-wise operations on several threads. Those on fewer than {@value #WORTH_ELEMENTS}
 * elements stay on the calling one.
 */
abstract class ParallelElementsF32 extends VectorKernelF32 {
  /** About 1.3 µs of work, four times the cost of dispatching it and waiting for it. */
  private static final int WORTH_ELEMENTS = 1 << 14;

  final WorkerPool pool;
  private final ElementsTaskF32 task;

  /**
   * @param threads at least 2
   */
  ParallelElementsF32(int threads) {
    pool = WorkerPool.of(threads);
    task = new ElementsTaskF32(threads);
  }

  private static boolean isWorthwhile(VectorMatrixF32 result) {
    return result.values.length >= WORTH_ELEMENTS;
  }

  @Override
  public void addRow(VectorMatrixF32 a, VectorMatrixF32 row, VectorMatrixF32 out) {
    if (isWorthwhile(out) && task.hasRowsForAll(out)) {
      task.set(Operation.ADD_ROW, a, row, out);
      pool.run(task);
    } else {
      super.addRow(a, row, out);
    }
  }

  @Override
  public void relu(VectorMatrixF32 a, VectorMatrixF32 out) {
    if (isWorthwhile(out)) {
      task.set(Operation.RELU, a, a, out);
      pool.run(task);
    } else {
      super.relu(a, out);
    }
  }

  @Override
  public void reluGradient(VectorMatrixF32 upstream, VectorMatrixF32 input, VectorMatrixF32 out) {
    if (isWorthwhile(out)) {
      task.set(Operation.RELU_GRADIENT, upstream, input, out);
      pool.run(task);
    } else {
      super.reluGradient(upstream, input, out);
    }
  }

  @Override
  public void subtract(VectorMatrixF32 a, VectorMatrixF32 b, VectorMatrixF32 out) {
    if (isWorthwhile(out)) {
      task.set(Operation.SUBTRACT, a, b, out);
      pool.run(task);
    } else {
      super.subtract(a, b, out);
    }
  }

  @Override
  public void scale(double factor, VectorMatrixF32 a, VectorMatrixF32 out) {
    if (isWorthwhile(out)) {
      task.set(Operation.SCALE, a, a, out);
      task.factor = (float) factor;
      pool.run(task);
    } else {
      super.scale(factor, a, out);
    }
  }

  @Override
  public void addScaled(double factor, VectorMatrixF32 a, VectorMatrixF32 into) {
    if (isWorthwhile(into)) {
      task.set(Operation.ADD_SCALED, a, a, into);
      task.factor = (float) factor;
      pool.run(task);
    } else {
      super.addScaled(factor, a, into);
    }
  }

  @Override
  public void momentumUpdate(
      double momentum,
      double learningRate,
      VectorMatrixF32 gradient,
      VectorMatrixF32 velocity,
      VectorMatrixF32 parameter) {
    if (isWorthwhile(parameter)) {
      task.set(Operation.MOMENTUM, gradient, velocity, parameter);
      task.momentum = (float) momentum;
      task.factor = (float) learningRate;
      pool.run(task);
    } else {
      super.momentumUpdate(momentum, learningRate, gradient, velocity, parameter);
    }
  }

  @Override
  public void adamUpdate(
      AdamSchedule schedule,
      VectorMatrixF32 gradient,
      VectorMatrixF32 firstMoment,
      VectorMatrixF32 secondMoment,
      VectorMatrixF32 parameter) {
    if (isWorthwhile(parameter)) {
      task.set(Operation.ADAM, gradient, firstMoment, secondMoment, parameter);
      task.schedule = schedule;
      pool.run(task);
    } else {
      super.adamUpdate(schedule, gradient, firstMoment, secondMoment, parameter);
    }
  }

  @Override
  public double squaredError(VectorMatrixF32 a, VectorMatrixF32 b, VectorMatrixF32 gradient) {
    if (!isWorthwhile(gradient) || !task.hasRowsForAll(gradient)) {
      return super.squaredError(a, b, gradient);
    }
    task.set(Operation.SQUARED_ERROR, a, b, gradient);
    pool.run(task);
    return task.sum();
  }
}
