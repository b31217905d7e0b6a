/**
 * Backend {@code vector}: pure Java on the Vector API, {@code jdk.incubator.vector}. Matrices are
 * column-major, so that a column of a batch is contiguous and vectors run along the samples. The
 * float64 classes are derived from the float32 sources by the build. Imports {@code kernel} and the
 * module, which only the provider loads without.
 *
 * <p>A vector that is passed to or returned from a method which the compiler did not inline becomes
 * an object. So whatever loops over elements keeps its vectors in local variables, in short static
 * methods of one loop each, which stay as fast when the JVM has seen many shapes. For the same
 * reason a vector that comes out of a loop or a branch is cast to the class of this JVM's vectors
 * before a method of it is called.
 */
@NullMarked
package io.github.backpropbench.backend.vector;

import org.jspecify.annotations.NullMarked;
