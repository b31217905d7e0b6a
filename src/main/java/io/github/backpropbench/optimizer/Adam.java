package io.github.backpropbench.optimizer;

import io.github.backpropbench.kernel.AdamSchedule;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.network.Matrices;
import io.github.backpropbench.network.Parameters;

/** Adam and AdamW with PyTorch's defaults and formulas, see {@link AdamSchedule}. */
public final class Adam<M> implements Optimizer {
  private final MatrixKernel<M> kernel;
  private final M[] parameters;
  private final M[] gradients;
  private final M[] firstMoments;
  private final M[] secondMoments;
  private final M[] zeros;
  private final AdamSchedule schedule;

  /**
   * @param schedule in its first state; this optimizer's own
   */
  public Adam(
      MatrixKernel<M> kernel,
      Parameters<M> parameters,
      Parameters<M> gradients,
      AdamSchedule schedule) {
    this.kernel = kernel;
    this.parameters = Matrices.array(parameters.all());
    this.gradients = Matrices.array(gradients.all());
    firstMoments = Matrices.array(Matrices.zerosLike(kernel, parameters.all()));
    secondMoments = Matrices.array(Matrices.zerosLike(kernel, parameters.all()));
    zeros = Matrices.array(Matrices.zerosLike(kernel, parameters.all()));
    this.schedule = schedule;
  }

  @Override
  public void step() {
    schedule.advance();
    for (int i = 0; i < parameters.length; i++) {
      kernel.adamUpdate(schedule, gradients[i], firstMoments[i], secondMoments[i], parameters[i]);
    }
  }

  @Override
  public void reset() {
    schedule.reset();
    for (int i = 0; i < zeros.length; i++) {
      // Copied, not scaled by zero, which would keep a NaN.
      kernel.copy(zeros[i], firstMoments[i]);
      kernel.copy(zeros[i], secondMoments[i]);
    }
  }
}
