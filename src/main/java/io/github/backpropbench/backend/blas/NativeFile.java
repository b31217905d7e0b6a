package io.github.backpropbench.backend.blas;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.file.Path;

/** The file behind a function of a loaded library. */
final class NativeFile {
  /** The size of the C library's {@code Dl_info}, whose first member is the file's name. */
  private static final long DL_INFO_POINTERS = 4;

  private NativeFile() {}

  /**
   * From the dynamic linker, because JNA may know the library by a bare name only, and a {@code
   * libblas} may be a thin front of another library. Links are resolved.
   *
   * @throws UnavailableException if the linker does not know it
   */
  static String of(Function function, NativeLibrary library) throws UnavailableException {
    String file = Platform.isWindows() ? library.getFile().getPath() : linked(function);
    try {
      return Path.of(file).toRealPath().toString();
    } catch (IOException e) {
      return file; // a library of the system that is in no file, as macOS has them
    }
  }

  private static String linked(Function function) throws UnavailableException {
    try (Memory info = new Memory(DL_INFO_POINTERS * Native.POINTER_SIZE)) {
      Function dladdr = NativeLibrary.getProcess().getFunction("dladdr");
      if (dladdr.invokeInt(new Object[] {function, info}) == 0) {
        throw new UnavailableException(
            "the dynamic linker does not know where " + function.getName() + " comes from");
      }
      return info.getPointer(0).getString(0);
    }
  }
}
