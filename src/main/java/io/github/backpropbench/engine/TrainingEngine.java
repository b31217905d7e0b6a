package io.github.backpropbench.engine;

import io.github.backpropbench.problem.Layer;
import java.util.List;

/**
 * A network in training by a library's own gradients and optimizer. All arrays are row-major;
 * parameters are listed layer by layer, W of inputs × outputs and b of 1 × outputs.
 *
 * <p>Only {@link #feed}, {@link #step} and {@link #predict} are measured, and {@link #restart} once
 * in hundreds of steps: the other methods may take their time. An engine is used by one thread.
 */
public interface TrainingEngine {

  /** Replaces all parameters and resets the optimizer; the chosen rows stay. */
  void restart(List<Layer<double[]>> parameters);

  /**
   * Makes rows known that {@link #feed} chooses from, in the place of earlier ones.
   *
   * @param x rows × inputs
   * @param y rows × outputs: values, or for the cross-entropy the probabilities of the classes
   */
  void load(double[] x, double[] y);

  /**
   * Chooses the rows of the next steps.
   *
   * @param rows numbers of loaded rows, {@code count} of them from index {@code first} on
   * @param count at most the task's batch; smaller at the end of an epoch
   */
  void feed(int[] rows, int first, int count);

  /**
   * Takes one step on the chosen rows: forward pass, backward pass, update.
   *
   * @return the loss before the update where the library computes it in any case, else NaN: it is
   *     not to be computed for this
   */
  double step();

  /**
   * The network's outputs at the present parameters, from which losses and accuracies are computed.
   *
   * @param x any number of rows × inputs
   * @param outputs as many rows × outputs; for the cross-entropy the probabilities of the classes
   */
  void predict(double[] x, double[] outputs);

  /** A copy of the parameters. */
  List<Layer<double[]>> parameters();
}
