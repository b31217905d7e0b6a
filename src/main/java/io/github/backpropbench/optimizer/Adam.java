package io.github.backpropbench.optimizer;

import io.github.backpropbench.kernel.AdamSchedule;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.network.Matrices;
import io.github.backpropbench.network.Parameters;
import java.util.ArrayList;
import java.util.List;

/** Adam with PyTorch's defaults and formulas, see {@link AdamSchedule}. */
public final class Adam<M> implements Optimizer {
  private final MatrixKernel<M> kernel;
  private final M[] parameters;
  private final M[] gradients;
  private final M[] firstMoments;
  private final M[] secondMoments;
  private final M[] zeros;
  private final AdamSchedule schedule;

  public Adam(
      MatrixKernel<M> kernel,
      Parameters<M> parameters,
      Parameters<M> gradients,
      double learningRate) {
    this.kernel = kernel;
    this.parameters = Matrices.array(parameters.all());
    this.gradients = Matrices.array(gradients.all());
    firstMoments = zerosLike(this.parameters);
    secondMoments = zerosLike(this.parameters);
    zeros = zerosLike(this.parameters);
    schedule = new AdamSchedule(learningRate);
  }

  private M[] zerosLike(M[] matrices) {
    List<M> zeroMatrices = new ArrayList<>();
    for (M matrix : matrices) {
      zeroMatrices.add(kernel.allocate(kernel.rows(matrix), kernel.columns(matrix)));
    }
    return Matrices.array(zeroMatrices);
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
