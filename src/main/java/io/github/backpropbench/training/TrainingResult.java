package io.github.backpropbench.training;

/**
 * A finished training.
 *
 * @param losses the loss of each step, before that step's update
 * @param parameters the parameters after the last update
 */
public record TrainingResult(double[] losses, TrainedParameters parameters) {}
