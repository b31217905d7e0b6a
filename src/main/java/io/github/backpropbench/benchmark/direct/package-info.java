/**
 * The training step written directly against each library, float32, manual gradients, bias, SGD:
 * what the step through the kernel interface is held against. Each operation is done as the
 * library's adapter does it, so that the interface is all they differ in. Imports the problem, the
 * libraries, and of the kernel's package only what a backend's own loops use.
 */
@NullMarked
package io.github.backpropbench.benchmark.direct;

import org.jspecify.annotations.NullMarked;
