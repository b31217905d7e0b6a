/**
 * Trainings to a target: what is to be reached on which data, at which learning rate, how a
 * training is evaluated on the way, and what steps it should take. Imports the training and the
 * data.
 */
@NullMarked
package io.github.backpropbench.convergence;

import org.jspecify.annotations.NullMarked;
