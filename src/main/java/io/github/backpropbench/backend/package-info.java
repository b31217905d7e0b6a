/**
 * The backends, each in its own package that imports {@code kernel} (or {@code engine} and {@code
 * problem}) and one library. This package itself holds the registry that finds them, in this
 * program and in plug-ins.
 */
@NullMarked
package io.github.backpropbench.backend;

import org.jspecify.annotations.NullMarked;
