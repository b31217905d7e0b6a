/**
 * Backend {@code vector}: pure Java on the Vector API, {@code jdk.incubator.vector}. Matrices are
 * column-major, so that a column of a batch is contiguous and vectors run along the samples. The
 * float64 classes are derived from the float32 sources by the build, except the exponential and the
 * logarithm, whose polynomials differ in length: both of their classes are written by hand. Imports
 * {@code kernel} and the module; only {@link io.github.backpropbench.backend.vector.VectorProvider}
 * loads without it.
 *
 * <p>A vector that is passed to or returned from a method becomes an object unless the compiler
 * inlines that method. Loops over elements therefore keep their vectors in local variables, in
 * static methods of one loop each, which stay fast even after the JVM has seen many shapes, and
 * which must stay on their own: when the compiler (C2 of JDK 17) inlines a whole training step into
 * one method, it leaves some operations of the last loops as calls, and each vector there is an
 * object. Loops that are short enough to be inlined are therefore excluded from it by arguments of
 * the JVM, {@link io.github.backpropbench.backend.vector.VectorProvider#jvmArguments}. Without
 * them, a step of 64-32-10 at a batch of 64 takes a quarter longer in every other JVM. A vector
 * that comes out of a loop or a branch is cast to this JVM's vector class before a method is called
 * on it.
 *
 * <p>All vectors have one width. The compiler finds the class of most vectors by there being only
 * one that is loaded: with a second width in the same JVM, even loops over elements that never see
 * it make objects of their vectors.
 *
 * <p>The loops of the exponential and the logarithm are longer than what the compiler inlines (325
 * bytes of bytecode). They must stay so: inlined into a caller together with its own loops, they
 * exceed the size up to which the compiler inlines at all, and then vectors become objects again.
 *
 * <p>Layers with few inputs or outputs have code of their own, the classes {@code Narrow…} and
 * {@code OneSample…}. {@code -Dbackpropbench.vector.narrow=false} does without it: an instrument,
 * to measure what it gains (scripts/narrow_layers.py, src/docs/narrow-layers.md).
 */
@NullMarked
package io.github.backpropbench.backend.vector;

import org.jspecify.annotations.NullMarked;
