package io.github.backpropbench.backend.blas;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.List;

/**
 * Holds OpenBLAS to one thread, whatever the user's environment says. The environment must be right
 * before the library is loaded: then it starts no other thread, and a build with OpenMP has no
 * other limit that holds for all threads of a program.
 */
final class SingleThread {
  private static final String OPEN_MP_VARIABLE = "OMP_NUM_THREADS";
  private static final List<String> VARIABLES = List.of("OPENBLAS_NUM_THREADS", OPEN_MP_VARIABLE);

  private SingleThread() {}

  /** Sets the variables of this process, for a library that is still to be loaded. */
  static void announce() {
    if (Platform.isWindows()) {
      return; // the library has its own copy of the environment, taken when the process started
    }
    Function setenv = NativeLibrary.getProcess().getFunction("setenv");
    VARIABLES.forEach(variable -> setenv.invokeInt(new Object[] {variable, "1", 1}));
  }

  /**
   * Limits the loaded library, and asks it whether that was understood.
   *
   * @throws UnavailableException if it still has more than one thread, or may have
   */
  static void enforce(NativeLibrary library, NativeIdentity identity) throws UnavailableException {
    library.getFunction("openblas_set_num_threads").invokeVoid(new Object[] {1});
    int threads = library.getFunction("openblas_get_num_threads").invokeInt(new Object[0]);
    if (threads != 1) {
      throw new UnavailableException(
          identity.file() + " insists on " + threads + " threads and cannot be limited to one");
    }
    if (Platform.isWindows()
        && identity.options().contains("USE_OPENMP")
        && !"1".equals(System.getenv(OPEN_MP_VARIABLE))) {
      throw new UnavailableException(
          identity.file() + " is limited to one thread only if " + OPEN_MP_VARIABLE + "=1 is set");
    }
  }
}
