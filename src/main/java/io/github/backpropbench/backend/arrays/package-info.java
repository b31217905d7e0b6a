/**
 * Backend {@code arrays}: flat row-major Java arrays and loops that HotSpot's C2 compiler can
 * vectorize, without the Vector API and without a library. The float64 classes are derived from the
 * float32 sources by the build. Imports {@code kernel} only.
 */
@NullMarked
package io.github.backpropbench.backend.arrays;

import org.jspecify.annotations.NullMarked;
