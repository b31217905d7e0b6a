/**
 * The perceptron on a kernel's own matrices: its parameters and its batch. Imports the kernel and
 * the problem.
 */
@NullMarked
package io.github.backpropbench.network;

import org.jspecify.annotations.NullMarked;
