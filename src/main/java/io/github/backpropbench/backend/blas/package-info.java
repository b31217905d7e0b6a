/**
 * Backend {@code blas}: OpenBLAS, the native library, as a yardstick. The float64 classes are
 * derived from the float32 sources by the build. Imports {@code kernel}, netlib and JNA only.
 *
 * <p>Netlib's {@code JNIBLAS} binds the library that the system has: it passes the Java arrays
 * themselves, at 140 to 190 ns per call. JNA copies every array there and back (320 to 420 ns and a
 * quarter of the time of a large product), or needs all matrices outside the heap (240 to 270 ns),
 * where the element-wise loops are slower. The Foreign Function API would be better than both (22
 * ns per call), but needs Java 22, and one label must not mean two bindings. {@code
 * org.bytedeco:openblas} brings the library along, at 20 MB or more per platform.
 *
 * <p>Netlib falls back to Java where it finds no library, takes any that is called {@code libblas},
 * and can neither name it nor limit its threads. So JNA, which is in the program anyway, looks for
 * OpenBLAS first, asks for its release, its build and the processor whose kernels it selected, and
 * sets its number of threads. Another BLAS is refused: each has its own way to be asked these
 * questions, or none.
 */
@NullMarked
package io.github.backpropbench.backend.blas;

import org.jspecify.annotations.NullMarked;
