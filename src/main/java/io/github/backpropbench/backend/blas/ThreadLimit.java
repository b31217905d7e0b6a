package io.github.backpropbench.backend.blas;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.List;

/**
 * Holds OpenBLAS to a number of threads, whatever the user's environment says: to one when it is
 * loaded, since it then starts no other, and to that of the latest kernel after.
 *
 * <p>A build with OpenMP has a number for each thread that calls it. What a new thread starts with
 * is in the environment, which must be right before the library is loaded; {@link #set} changes
 * that of the calling thread.
 */
final class ThreadLimit {
  private static final String SETTER = "openblas_set_num_threads";
  private static final String OPEN_MP_VARIABLE = "OMP_NUM_THREADS";
  private static final List<String> VARIABLES = List.of("OPENBLAS_NUM_THREADS", OPEN_MP_VARIABLE);

  private final NativeLibrary library;
  private final NativeIdentity identity;

  /** Of a library that was loaded after {@link #announceOne}. */
  ThreadLimit(NativeLibrary library, NativeIdentity identity) {
    this.library = library;
    this.identity = identity;
  }

  /** Sets the variables of this process, for a library that is still to be loaded. */
  static void announceOne() {
    if (Platform.isWindows()) {
      return; // the library has its own copy of the environment, taken when the process started
    }
    Function setenv = NativeLibrary.getProcess().getFunction("setenv");
    VARIABLES.forEach(variable -> setenv.invokeInt(new Object[] {variable, "1", 1}));
  }

  /**
   * Limits the library, and asks it whether that was understood.
   *
   * @throws UnavailableException if it then has another number of threads, or may have
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
   * Why the library cannot have so many threads, as one sentence without a full stop; empty if it
   * can. Leaves it with one.
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
