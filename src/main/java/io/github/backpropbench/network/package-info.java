/**
 * The two-layer perceptron on a kernel's own matrices: its parameters, its batch and its forward
 * pass with the buffers that it needs. Imports the kernel and the problem.
 */
@NullMarked
package io.github.backpropbench.network;

import org.jspecify.annotations.NullMarked;
