/**
 * The backends, each in its own package that imports {@code kernel} and one library. This package
 * itself holds only the registry that finds them.
 */
@NullMarked
package io.github.backpropbench.backend;

import org.jspecify.annotations.NullMarked;
