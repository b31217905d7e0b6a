package io.github.backpropbench.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stream that never fails but remembers the first failure, to be asked for at the end. Writers
 * and print streams would hide it, and output cut off by a full disk would look complete. Nothing
 * is written after a failure.
 */
final class CheckedOutput extends OutputStream {
  private static final int BUFFER_BYTES = 1 << 16;

  private final OutputStream stream;
  private @Nullable IOException failure;

  CheckedOutput(OutputStream stream) {
    this.stream = new BufferedOutputStream(stream, BUFFER_BYTES);
  }

  /** This process's standard output. */
  static CheckedOutput standard() {
    return new CheckedOutput(new FileOutputStream(FileDescriptor.out));
  }

  @Override
  public void write(int b) {
    attempt(() -> stream.write(b));
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    attempt(() -> stream.write(bytes, offset, length));
  }

  @Override
  public void flush() {
    attempt(stream::flush);
  }

  @Override
  public void close() {
    attempt(stream::close);
  }

  /**
   * Why not all that was written has arrived; empty if it has, or if its reader has gone, as {@code
   * head} does after the first lines: then nobody misses it.
   */
  synchronized Optional<String> loss() {
    flush();
    return failure == null || readerHasGone(failure)
        ? Optional.empty()
        : Optional.of(Objects.requireNonNullElse(failure.getMessage(), "the reason is not known"));
  }

  /** Compares with a pipe that is broken on purpose: the system's words depend on the locale. */
  private static boolean readerHasGone(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    try {
      Pipe pipe = Pipe.open();
      pipe.source().close();
      try (Pipe.SinkChannel sink = pipe.sink()) {
        sink.write(ByteBuffer.allocate(1));
      }
    } catch (IOException brokenPipe) {
      if (message.equals(brokenPipe.getMessage())) {
        return true;
      }
    }
    return message.toLowerCase(Locale.ROOT).contains("pipe"); // Windows has its own error for this
  }

  private synchronized void attempt(Write write) {
    if (failure == null) {
      try {
        write.run();
      } catch (IOException e) {
        failure = e;
      }
    }
  }

  /** A part of the output. */
  private interface Write {
    void run() throws IOException;
  }
}
