package io.github.backpropbench.backend.blas;

import io.github.backpropbench.kernel.Labelled;
import java.util.Optional;

/**
 * A product in float32 so small that its time depends on how the library is called more than on
 * what it computes: 2×2 by 2×2, by {@code sgemm}. Matrices are row-major.
 */
public interface NativeProduct {
  /** Rows and columns of each matrix. */
  int SIZE = 2;

  /** How Java calls the library. */
  enum Path implements Labelled {
    /** Netlib's binding, which has the JVM hand out pointers to arrays of the heap. */
    JNI,
    /** The foreign function interface on memory outside the heap. */
    FFM,
    /** The same on arrays of the heap, as a critical function: what the backend does. */
    FFM_CRITICAL;

    @Override
    public String label() {
      return Labelled.super.label().replace('_', '-');
    }

    /** Why this Java cannot call the library so; empty if it can. */
    public Optional<String> refusal() {
      return this == JNI || ForeignFunctions.areThere()
          ? Optional.empty()
          : Optional.of(
              "a call by the foreign function interface needs Java %d or later, and this is Java %d"
                  .formatted(ForeignFunctions.FIRST_JAVA, Runtime.version().feature()));
    }
  }

  /**
   * A product that is computed on a path.
   *
   * @throws IllegalStateException if OpenBLAS cannot be called so; the message is the reason
   */
  static NativeProduct of(Path path, double[] a, double[] b) {
    path.refusal()
        .ifPresent(
            reason -> {
              throw new IllegalStateException(reason);
            });
    return switch (path) {
      case JNI -> new ArrayProduct(Binding.JNI, a, b);
      case FFM -> new BufferProduct(a, b);
      case FFM_CRITICAL -> new ArrayProduct(Binding.FFM, a, b);
    };
  }

  /** Computes it. The compiler knows nothing of the call, so it cannot leave it out. */
  void multiply();

  /** What was computed. */
  double[] result();
}
