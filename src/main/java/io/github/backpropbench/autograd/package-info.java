/**
 * Reverse-mode automatic differentiation: an eager tape of single operations, and the graph that is
 * traced from one recording of it and fused. Each operation is defined together with its
 * derivative. Imports {@code kernel} only and knows nothing of networks.
 */
@NullMarked
package io.github.backpropbench.autograd;

import org.jspecify.annotations.NullMarked;
