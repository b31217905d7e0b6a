package io.github.backpropbench.backend.blas;

import dev.ludovic.netlib.blas.NativeBLAS;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Netlib's binding to a library. Netlib creates it once per process and logs the result. */
final class NetlibBinding {
  /** Kept, because a logger without a reference is garbage-collected with its settings. */
  private static final Logger LOGGER = Logger.getLogger("dev.ludovic.netlib.blas");

  private NetlibBinding() {}

  /**
   * Binds the library in the given file, which is known to load.
   *
   * @throws UnavailableException if netlib has no binding for this platform
   */
  static NativeBLAS to(String file) throws UnavailableException {
    System.setProperty(LibraryNames.PATH_PROPERTY, file);
    FirstCause firstCause = new FirstCause();
    LOGGER.setUseParentHandlers(false);
    LOGGER.setLevel(Level.FINE);
    LOGGER.addHandler(firstCause);
    try {
      return NativeBLAS.getInstance();
    } catch (RuntimeException e) {
      Throwable cause = firstCause.cause == null ? e : firstCause.cause;
      throw new UnavailableException("netlib cannot bind " + file + " (" + cause + ")");
    } finally {
      LOGGER.removeHandler(firstCause);
    }
  }

  /** Keeps the first exception that netlib logs: the reason why its native binding failed. */
  private static final class FirstCause extends Handler {
    private @Nullable Throwable cause;

    @Override
    public void publish(LogRecord message) {
      if (cause == null) {
        cause = message.getThrown();
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
