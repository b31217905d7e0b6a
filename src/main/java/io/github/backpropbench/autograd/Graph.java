package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.MatrixKernel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recording that was traced once to be replayed: its operations fused where the kernel has them
 * fused, and each gradient's place decided. It computes the same for other values of the same
 * shapes; control flow that depends on values is frozen at tracing. So do {@code torch.compile} and
 * JAX's {@code jit} trace, which then generate code; here the fused operations are the kernel's.
 */
public final class Graph<M> {
  private final Step<M>[] steps;
  private final Scalar loss;

  /** The last step if it computes the loss alone, not fused; else null. */
  private final @Nullable Node<M> start;

  /** The parameters whose gradients are not each written by a single operation. */
  private final List<Variable<M>> unsettled;

  private Graph(Step<M>[] steps, Scalar loss, List<Variable<M>> unsettled) {
    this.steps = steps;
    this.loss = loss;
    start = steps[steps.length - 1] instanceof Node<M> node ? node : null;
    this.unsettled = unsettled;
  }

  /**
   * The graph of a loss.
   *
   * @param tape the recording; it must not be used any more
   * @throws IllegalStateException if the loss is not a result of the recording
   */
  @SuppressWarnings("unchecked") // Java has no arrays of a generic type
  public static <M> Graph<M> of(MatrixKernel<M> kernel, Tape<M> tape, Scalar loss) {
    List<Step<M>> steps = new Fusion<>(kernel, tape.recordedUpTo(loss)).steps();
    List<Variable<M>> unsettled =
        tape.parameters().stream().filter(parameter -> !parameter.isSettled()).toList();
    return new Graph<>(steps.toArray(new Step[0]), loss, unsettled);
  }

  /** Computes the loss from the present values of parameters and constants. */
  public double forward() {
    for (Step<M> step : steps) {
      step.forward();
    }
    return loss.value();
  }

  /**
   * Sets the gradient of each parameter of the tape to d loss / d p from the last {@link #forward}.
   */
  public void backward() {
    for (int i = 0; i < unsettled.size(); i++) {
      unsettled.get(i).clearGradient();
    }
    if (start != null) {
      start.start();
    }
    for (int i = steps.length - 1; i >= 0; i--) {
      steps[i].backward();
    }
    for (int i = 0; i < unsettled.size(); i++) {
      unsettled.get(i).complete();
    }
  }
}
