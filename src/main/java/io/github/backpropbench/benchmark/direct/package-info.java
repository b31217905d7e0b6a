/**
 * The training step written directly against each library, for one hidden layer, float32, manual
 * gradients, bias, SGD: what the step through the kernel interface is compared with. Each operation
 * is done as the library's adapter does it, so that the two differ only in the interface. Imports
 * the problem, the libraries, and of the kernel's package only what a backend's own loops use.
 */
@NullMarked
package io.github.backpropbench.benchmark.direct;

import org.jspecify.annotations.NullMarked;
