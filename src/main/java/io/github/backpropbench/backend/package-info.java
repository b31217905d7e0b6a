/**
 * The backends, each in a package of its own that imports {@code kernel} and one library. Here
 * itself lives only the registry that finds them.
 */
@NullMarked
package io.github.backpropbench.backend;

import org.jspecify.annotations.NullMarked;
