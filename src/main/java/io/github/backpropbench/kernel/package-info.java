/**
 * The one interface that every backend implements, {@link
 * io.github.backpropbench.kernel.MatrixKernel}, its contract, and how a backend presents itself.
 * Imports nothing of this project.
 */
@NullMarked
package io.github.backpropbench.kernel;

import org.jspecify.annotations.NullMarked;
