/**
 * Four ways to compute the gradients of a network's loss: by hand, by hand as in the original
 * notebook, by eager autograd, and by a traced graph. Imports the network and autograd.
 */
@NullMarked
package io.github.backpropbench.gradient;

import org.jspecify.annotations.NullMarked;
