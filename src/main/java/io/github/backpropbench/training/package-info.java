/**
 * The training step, the training loop and what comes out of it. Imports gradients and optimizers.
 */
@NullMarked
package io.github.backpropbench.training;

import org.jspecify.annotations.NullMarked;
