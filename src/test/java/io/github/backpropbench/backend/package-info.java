/** The contract that every backend keeps, and the registry's tests. */
@NullMarked
package io.github.backpropbench.backend;

import org.jspecify.annotations.NullMarked;
