/**
 * The training step without the kernel interface, for one hidden layer, float32, manual gradients,
 * bias, SGD: what the step through the interface is compared with. It calls the library, or the
 * adapter's own class where an operation takes several calls of the library, so that both steps do
 * the same work op by op. Imports the problem, the backends, and of the kernel's package only what
 * a backend's own loops use.
 */
@NullMarked
package io.github.backpropbench.benchmark.direct;

import org.jspecify.annotations.NullMarked;
