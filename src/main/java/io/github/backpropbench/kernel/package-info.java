/**
 * The one interface that every backend implements, {@link
 * io.github.backpropbench.kernel.MatrixKernel}, its contract, how a backend presents itself, and
 * loops for what several libraries lack. Imports nothing of this project.
 */
@NullMarked
package io.github.backpropbench.kernel;

import org.jspecify.annotations.NullMarked;
