package io.github.backpropbench.backend.blas;

import com.sun.jna.Platform;
import java.util.List;

/** The names under which OpenBLAS is looked for, and how to install it. */
final class LibraryNames {
  /** Netlib's own properties for another library: its path, and its name. */
  static final String PATH_PROPERTY = "dev.ludovic.netlib.blas.nativeLibPath";

  private static final String NAME_PROPERTY = "dev.ludovic.netlib.blas.nativeLib";

  private LibraryNames() {}

  /** Only what the user names by a property, otherwise the usual names on this system. */
  static List<String> ofThisSystem() {
    String asked = System.getProperty(PATH_PROPERTY, System.getProperty(NAME_PROPERTY, ""));
    if (!asked.isEmpty()) {
      return List.of(asked);
    }
    if (Platform.isMac()) {
      return List.of(
          "/opt/homebrew/opt/openblas/lib/libopenblas.dylib",
          "/usr/local/opt/openblas/lib/libopenblas.dylib");
    }
    return Platform.isWindows()
        ? List.of("libopenblas.dll")
        : List.of("libopenblas.so.0", "libblas.so.3");
  }

  /** What to do if there is none, as part of a sentence. */
  static String remedyOnThisSystem() {
    if (Platform.isMac()) {
      return "install OpenBLAS with 'brew install openblas'";
    }
    return Platform.isWindows()
        ? "put OpenBLAS's libopenblas.dll into a folder of the PATH"
        : "install OpenBLAS, with 'apt-get install libopenblas0-pthread' on Debian and Ubuntu"
            + " ('openblas' in most other systems)";
  }
}
