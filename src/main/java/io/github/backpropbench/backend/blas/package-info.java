/**
 * Backend {@code blas}: OpenBLAS, the native library. The float64 classes are derived from the
 * float32 sources by the build. Imports {@code kernel}, netlib and JNA only.
 *
 * <p>On Java 22 and later the library is called by the foreign function interface, before that by
 * JNI, through netlib's binding; {@link Binding} says which, and {@code
 * -Dbackpropbench.blas.binding=jni} forces one. A call costs least by the foreign function
 * interface (the control {@code native-call} measures it); JNI passes the transposition as strings
 * and asks the JVM for each array. Matrices are arrays of the Java heap in both, for the loops
 * between the products. Foreign functions see such arrays only if they are linked as
 * <em>critical</em>: the thread stays in Java, so that no garbage collection, and nothing else that
 * stops all threads, can begin before the product is finished. That suits a benchmark which
 * allocates nothing; a server would keep large products outside the heap, at the same cost per
 * call. Netlib, too, keeps the collector from moving the arrays.
 *
 * <p>JNA copies every array there and back (320 to 420 ns and a quarter of the time of a large
 * product), or needs all matrices outside the heap (240 to 270 ns). {@code org.bytedeco:openblas}
 * brings the library along, at 20 MB or more per platform.
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
