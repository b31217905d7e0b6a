/**
 * The interface to libraries that bring their own gradients and optimizers. Imports {@code problem}
 * and {@code kernel}, and nothing else of this project.
 */
@NullMarked
package io.github.backpropbench.engine;

import org.jspecify.annotations.NullMarked;
