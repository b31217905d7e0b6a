package io.github.backpropbench.optimizer;

import io.github.backpropbench.kernel.AdamSchedule;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.network.Parameters;
import java.util.ArrayList;
import java.util.List;

/** Adam with PyTorch's defaults and formulas, see {@link AdamSchedule}. */
public final class Adam<M> implements Optimizer {
  private final MatrixKernel<M> kernel;
  private final List<M> parameters;
  private final List<M> gradients;
  private final List<M> firstMoments;
  private final List<M> secondMoments;
  private final List<M> zeros;
  private final AdamSchedule schedule;

  public Adam(
      MatrixKernel<M> kernel,
      Parameters<M> parameters,
      Parameters<M> gradients,
      double learningRate) {
    this.kernel = kernel;
    this.parameters = parameters.all();
    this.gradients = gradients.all();
    firstMoments = zerosLike(this.parameters);
    secondMoments = zerosLike(this.parameters);
    zeros = zerosLike(this.parameters);
    schedule = new AdamSchedule(learningRate);
  }

  private List<M> zerosLike(List<M> matrices) {
    List<M> zeroMatrices = new ArrayList<>();
    for (M matrix : matrices) {
      zeroMatrices.add(kernel.allocate(kernel.rows(matrix), kernel.columns(matrix)));
    }
    return zeroMatrices;
  }

  @Override
  public void step() {
    schedule.advance();
    for (int i = 0; i < parameters.size(); i++) {
      kernel.adamUpdate(
          schedule, gradients.get(i), firstMoments.get(i), secondMoments.get(i), parameters.get(i));
    }
  }

  @Override
  public void reset() {
    schedule.reset();
    for (int i = 0; i < zeros.size(); i++) {
      // Copied, not scaled by zero, which would keep a NaN.
      kernel.copy(zeros.get(i), firstMoments.get(i));
      kernel.copy(zeros.get(i), secondMoments.get(i));
    }
  }
}
