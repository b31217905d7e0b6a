/**
 * Three ways to the gradients of the perceptron's loss: by hand, by hand as the original notebook
 * has it, and by the tape. Imports the network and autograd.
 */
@NullMarked
package io.github.backpropbench.gradient;

import org.jspecify.annotations.NullMarked;
