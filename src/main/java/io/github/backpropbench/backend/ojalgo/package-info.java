/**
 * Backend {@code ojalgo}: ojAlgo's column-major primitive stores, limited to one thread. The
 * float64 classes are derived from the float32 sources by the build. Imports {@code kernel} and
 * ojAlgo only.
 */
@NullMarked
package io.github.backpropbench.backend.ojalgo;

import org.jspecify.annotations.NullMarked;
