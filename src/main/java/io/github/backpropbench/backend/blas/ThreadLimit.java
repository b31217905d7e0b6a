package io.github.backpropbench.backend.blas;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.List;

/**
 * Limits OpenBLAS to a number of threads, whatever the user's environment says: to one when it is
 * loaded, so that it starts no others, and then to the number of the latest kernel.
 *
 * <p>An OpenMP build has a separate number for each calling thread. New threads take theirs from
 * the environment, which must be right before the library is loaded; {@link #set} changes the
 * number of the calling thread.
 */
final class ThreadLimit {
  private static final String SETTER = "openblas_set_num_threads";
  private static final String OPEN_MP_VARIABLE = "OMP_NUM_THREADS";
  private static final List<String> VARIABLES = List.of("OPENBLAS_NUM_THREADS", OPEN_MP_VARIABLE);

  private final NativeLibrary library;
  private final NativeIdentity identity;

  /** For a library that was loaded after {@link #announceOne}. */
  ThreadLimit(NativeLibrary library, NativeIdentity identity) {
    this.library = library;
    this.identity = identity;
  }

  /** Sets the variables of this process for a library that is about to be loaded. */
  static void announceOne() {
    if (Platform.isWindows()) {
      return; // the library has its own copy of the environment, taken when the process started
    }
    Function setenv = NativeLibrary.getProcess().getFunction("setenv");
    VARIABLES.forEach(variable -> setenv.invokeInt(new Object[] {variable, "1", 1}));
  }

  /**
   * Sets the number of threads and reads it back.
   *
   * @throws UnavailableException if the library then has, or may have, another number
   */
  void set(int threads) throws UnavailableException {
    library.getFunction(SETTER).invokeVoid(new Object[] {threads});
    int actual = number();
    if (actual != threads) {
      throw new UnavailableException(
          identity.file() + " has " + actual + " threads and cannot be set to " + threads);
    }
    String number = Integer.toString(threads);
    if (Platform.isWindows()
        && identity.options().contains("USE_OPENMP")
        && !number.equals(System.getenv(OPEN_MP_VARIABLE))) {
      throw new UnavailableException(
          identity.file()
              + " is sure to have that many threads only if "
              + OPEN_MP_VARIABLE
              + "="
              + number
              + " is set");
    }
  }

  /** How many threads the library says it has. */
  int number() {
    return library.getFunction("openblas_get_num_threads").invokeInt(new Object[0]);
  }

  /**
   * Why the library cannot use this many threads, as one sentence without a full stop; empty if it
   * can. Leaves it with one thread.
   */
  String refusal(int threads) {
    try {
      set(threads);
      return "";
    } catch (UnavailableException e) {
      return e.reason();
    } finally {
      library.getFunction(SETTER).invokeVoid(new Object[] {1});
    }
  }
}
