package io.github.backpropbench.engine;

import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerSettings;

/**
 * What an engine is asked to train: a perceptron with a ReLU after each layer but the last, whose
 * derivative at exactly 0 may be 0 or 1: what is compared has no such values.
 *
 * @param loss what a step minimizes: Σ(o − y)² over the rows and outputs, or the mean over the rows
 *     of the cross-entropy
 * @param optimizer with its constants; a constant factor of the loss may be put into its rate
 * @param batch the rows of a step
 * @param threads to compute on, at least 1
 */
public record EngineTask(
    NetworkShape shape,
    LossKind loss,
    OptimizerSettings optimizer,
    boolean bias,
    Precision precision,
    int batch,
    int threads) {}
