/**
 * The training step, a training of many steps with its result, and the original experiment. Imports
 * gradients and optimizers.
 */
@NullMarked
package io.github.backpropbench.training;

import org.jspecify.annotations.NullMarked;
