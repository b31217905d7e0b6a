package io.github.backpropbench.backend.blas;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.util.Arrays;
import java.util.List;

/**
 * What a loaded OpenBLAS says about itself.
 *
 * @param file from which it was loaded
 * @param version its release, such as 0.3.21
 * @param options with which it was built, as it lists them
 * @param kernels the processor type whose code it has chosen, such as Haswell
 */
record NativeIdentity(String file, String version, List<String> options, String kernels) {

  NativeIdentity {
    options = List.copyOf(options);
  }

  /**
   * Asks the library.
   *
   * @param name under which it was loaded
   * @throws UnavailableException if it is not OpenBLAS, or if its integers have 64 bits where
   *     netlib's have 32
   */
  static NativeIdentity of(NativeLibrary library, String name) throws UnavailableException {
    Function config;
    Function kernels;
    try {
      config = library.getFunction("openblas_get_config");
      kernels = library.getFunction("openblas_get_corename");
    } catch (UnsatisfiedLinkError e) {
      throw new UnavailableException(name + " is not OpenBLAS");
    }
    // Its name, its release, and the options.
    List<String> words = Arrays.asList(text(config).split(" "));
    List<String> options = words.subList(2, words.size());
    if (options.contains("USE64BITINT")) {
      throw new UnavailableException(name + " is an OpenBLAS with integers of 64 bits");
    }
    return new NativeIdentity(NativeFile.of(config, library), words.get(1), options, text(kernels));
  }

  private static String text(Function function) {
    return function.invokeString(new Object[0], false);
  }
}
