package io.github.backpropbench.backend.blas;

import com.sun.jna.Function;
import com.sun.jna.Pointer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/** BLAS's C interface as it is found in the library, and the numbers that it takes as flags. */
final class Cblas {
  /** Matrices are stored row by row. */
  static final int BY_ROWS = 101;

  /** Matrices are stored column by column. */
  static final int BY_COLUMNS = 102;

  private static final int PLAIN = 111;
  private static final int TRANSPOSED = 112;

  private Cblas() {}

  static int flag(boolean transposed) {
    return transposed ? TRANSPOSED : PLAIN;
  }

  /**
   * A routine of the library in this process.
   *
   * @param name without the prefix for its precision, which the type decides
   * @param type and onHeap as {@link ForeignFunctions#link} takes them
   * @throws IllegalStateException if it cannot be linked; the message is the reason
   */
  static MethodHandle link(String name, MethodType type, boolean onHeap) {
    boolean inF64 =
        type.parameterList().contains(double.class) || type.returnType() == double.class;
    String symbol = "cblas_" + (inF64 ? "d" : "s") + name;
    try {
      Function function = OpenBlas.loaded().library().getFunction(symbol);
      return ForeignFunctions.link(Pointer.nativeValue(function), type, onHeap);
    } catch (UnsatisfiedLinkError e) {
      throw new IllegalStateException("it has no " + symbol, e);
    }
  }
}
