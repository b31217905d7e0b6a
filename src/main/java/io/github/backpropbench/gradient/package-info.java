/**
 * Three ways to compute the gradients of the perceptron's loss: by hand, by hand as in the original
 * notebook, and with a tape. Imports the network and autograd.
 */
@NullMarked
package io.github.backpropbench.gradient;

import org.jspecify.annotations.NullMarked;
