/**
 * Reverse-mode automatic differentiation: a tape of operations, each defined together with its
 * derivative. Imports {@code kernel} only and knows nothing of networks.
 */
@NullMarked
package io.github.backpropbench.autograd;

import org.jspecify.annotations.NullMarked;
