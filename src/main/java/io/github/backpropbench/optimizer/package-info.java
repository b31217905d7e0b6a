/**
 * What turns gradients into new parameters. Knows parameters and gradients only, not where the
 * gradients come from.
 */
@NullMarked
package io.github.backpropbench.optimizer;

import org.jspecify.annotations.NullMarked;
