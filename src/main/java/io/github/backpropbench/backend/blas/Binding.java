package io.github.backpropbench.backend.blas;

import dev.ludovic.netlib.blas.NativeBLAS;
import io.github.backpropbench.kernel.Labelled;
import io.github.backpropbench.kernel.LibraryVersion;
import org.jspecify.annotations.Nullable;

/** How Java calls the library. */
enum Binding implements Labelled {
  /** Netlib's binding. */
  JNI(256, 1024, 16),
  /** The foreign function interface on arrays of the heap, at a fifth of the cost of a call. */
  FFM(64, 320, 0);

  /** Forces one, as an instrument. */
  static final String PROPERTY = "backpropbench.blas.binding";

  /** The number of elements from which a dot product is faster than a loop. */
  final int dotFrom;

  /** The number of elements from which a product with ones sums rows faster than a loop. */
  final int productWithOnesFrom;

  /** An outer product with fewer columns than this is faster column by column than as a product. */
  final int narrow;

  Binding(int dotFrom, int productWithOnesFrom, int narrow) {
    this.dotFrom = dotFrom;
    this.productWithOnesFrom = productWithOnesFrom;
    this.narrow = narrow;
  }

  /** The outcome of the only attempt that this process makes. */
  private static final class Attempt {
    static final Binding RESULT;
    static final String REASON;

    static {
      Binding result = JNI;
      String reason = "";
      try {
        result = chosen();
        result.require();
      } catch (UnavailableException e) {
        reason = e.reason();
      }
      RESULT = result;
      REASON = reason;
    }

    private Attempt() {}
  }

  /**
   * Why the library, which is loaded, cannot be called, as one sentence without a full stop; empty
   * if it can.
   */
  static String missing() {
    return Attempt.REASON;
  }

  /**
   * The binding that this process uses.
   *
   * @throws IllegalStateException if there is none; the message is the reason
   */
  static Binding inUse() {
    OpenBlas.require();
    return Attempt.RESULT;
  }

  /** For the description of a run. */
  String description() {
    return switch (this) {
      case JNI ->
          "JNI (netlib "
              + LibraryVersion.ofArtifact(NativeBLAS.class, "dev.ludovic.netlib", "blas")
              + ")";
      case FFM -> "foreign function interface";
    };
  }

  /** Binds all routines. */
  private void require() throws UnavailableException {
    try {
      RoutinesF32.of(this);
      RoutinesF64.of(this);
    } catch (LinkageError e) {
      throw new UnavailableException(
          this == FFM
              ? ofForeignFunctions(e)
              : "the classes of netlib cannot be loaded (" + e + ")");
    }
  }

  private static String ofForeignFunctions(LinkageError e) {
    return "the foreign function interface cannot bind %s (%s); java -D%s=%s -jar ... calls it by JNI"
        .formatted(
            OpenBlas.loaded().identity().file(),
            e.getCause() == null ? e : e.getCause().getMessage(),
            PROPERTY,
            JNI.label());
  }

  /** The cheapest binding of this Java, or what the property says. */
  static Binding chosen() throws UnavailableException {
    return chosen(System.getProperty(PROPERTY), Runtime.version().feature());
  }

  /**
   * As {@link #chosen()}.
   *
   * @param asked the property's value, if it has one
   */
  static Binding chosen(@Nullable String asked, int java) throws UnavailableException {
    if (asked == null) {
      return java < ForeignFunctions.FIRST_JAVA ? JNI : FFM;
    }
    try {
      Binding binding = Labelled.parse(Binding.class, "binding", asked);
      if (binding == FFM && java < ForeignFunctions.FIRST_JAVA) {
        throw new UnavailableException(
            "-D%s=%s needs Java %d or later, and this is Java %d"
                .formatted(PROPERTY, asked, ForeignFunctions.FIRST_JAVA, java));
      }
      return binding;
    } catch (IllegalArgumentException e) {
      throw new UnavailableException("-D" + PROPERTY + ": " + e.getMessage());
    }
  }
}
