/**
 * The interface that every backend implements, {@link io.github.backpropbench.kernel.MatrixKernel},
 * with its contract; how backends describe themselves; and loops for operations that several
 * libraries lack, with base classes for adapters that use them. Imports nothing of this project.
 */
@NullMarked
package io.github.backpropbench.kernel;

import org.jspecify.annotations.NullMarked;
