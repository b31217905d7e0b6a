package io.github.backpropbench.backend.blas;

import com.sun.jna.NativeLibrary;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * OpenBLAS in this process, loaded with one thread.
 *
 * @param identity what the library says about itself
 * @param library where its functions are found; kept, so that JNA does not close it
 * @param threads their number
 */
record OpenBlas(NativeIdentity identity, NativeLibrary library, ThreadLimit threads) {

  /** The outcome of the only attempt that this process makes. */
  private static final class Attempt {
    static final @Nullable OpenBlas RESULT;
    static final String REASON;

    static {
      OpenBlas result = null;
      String reason = "";
      try {
        requireTemporaryFolder(System.getProperty("java.io.tmpdir", ""));
        result = load(LibraryNames.ofThisSystem());
      } catch (UnavailableException e) {
        reason = e.reason();
      } catch (LinkageError e) {
        reason = "the classes of netlib or JNA cannot be loaded (" + e + ")";
      }
      RESULT = result;
      REASON = reason;
    }

    private Attempt() {}
  }

  /** Why OpenBLAS is not available, as one sentence without a full stop; empty if it is. */
  static String missing() {
    return Attempt.RESULT == null ? Attempt.REASON : Binding.missing();
  }

  /**
   * OpenBLAS, loaded by the first call and callable.
   *
   * @throws IllegalStateException if it is not available; the message is the reason
   */
  static OpenBlas require() {
    OpenBlas result = loaded();
    if (!missing().isEmpty()) {
      throw new IllegalStateException(missing());
    }
    return result;
  }

  /**
   * OpenBLAS, whether or not there is a binding to it.
   *
   * @throws IllegalStateException if it could not be loaded; the message is the reason
   */
  static OpenBlas loaded() {
    OpenBlas result = Attempt.RESULT;
    if (result == null) {
      throw new IllegalStateException(Attempt.REASON);
    }
    return result;
  }

  /** Netlib and JNA unpack native code of theirs. */
  static void requireTemporaryFolder(String folder) throws UnavailableException {
    if (!new File(folder).isAbsolute()) {
      throw new UnavailableException(
          "its binding is unpacked into the folder for temporary files, whose name must begin at the"
              + " root, and '"
              + folder
              + "' does not; name another with java -Djava.io.tmpdir=DIR -jar ...");
    }
    try {
      Files.delete(Files.createTempFile(Path.of(folder), "blas", null));
    } catch (IOException | InvalidPathException e) {
      throw new UnavailableException(
          "its binding cannot be unpacked into the folder for temporary files, "
              + folder
              + "; name one that can be written with java -Djava.io.tmpdir=DIR -jar ...");
    }
  }

  /** The first of the named libraries that is OpenBLAS. */
  static OpenBlas load(List<String> names) throws UnavailableException {
    ThreadLimit.announceOne();
    List<String> findings = new ArrayList<>();
    for (String name : names) {
      try {
        NativeLibrary library = NativeLibrary.getInstance(name);
        NativeIdentity identity = NativeIdentity.of(library, name);
        ThreadLimit threads = new ThreadLimit(library, identity);
        threads.set(1);
        return new OpenBlas(identity, library, threads);
      } catch (UnsatisfiedLinkError e) {
        findings.add(name + " cannot be loaded");
      } catch (UnavailableException e) {
        findings.add(e.reason());
      }
    }
    throw new UnavailableException(
        String.join(", ", findings) + "; " + LibraryNames.remedyOnThisSystem());
  }
}
