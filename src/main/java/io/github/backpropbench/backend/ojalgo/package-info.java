/**
 * Backend {@code ojalgo}: ojAlgo's column-major primitive stores, on as many threads as the kernel
 * is created with. The float64 classes are derived from the float32 sources by the build. Imports
 * {@code kernel} and ojAlgo only.
 */
@NullMarked
package io.github.backpropbench.backend.ojalgo;

import org.jspecify.annotations.NullMarked;
