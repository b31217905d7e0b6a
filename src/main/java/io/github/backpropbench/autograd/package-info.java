/**
 * Reverse-mode differentiation: a tape of operations, each with its derivative beside it. Knows the
 * kernel only, not the network.
 */
@NullMarked
package io.github.backpropbench.autograd;

import org.jspecify.annotations.NullMarked;
