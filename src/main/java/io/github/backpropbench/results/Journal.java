package io.github.backpropbench.results;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * The measurements of a run as they come: one line of JSON per finished fork, on disk before the
 * next fork starts. A line is whole if a line feed ends it; what follows the last line feed was
 * torn by a crash and counts as never written.
 *
 * <p>An open journal is locked against a second writer, in this process or another. The operating
 * system releases the lock when the process ends, however it ends.
 */
public final class Journal implements Closeable {
  /**
   * The journals that this process has open. On POSIX systems a process loses its lock on a file as
   * soon as it closes any handle of that file, so no second handle may ever be opened.
   */
  private static final Map<Path, Journal> OPEN = new ConcurrentHashMap<>();

  private final Path file;
  private final FileChannel channel;

  private Journal(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Opens for appending; creates the file if there is none, and cuts off a torn last line.
   *
   * @throws InvalidResultsException if it is damaged, in use by another run, or cannot be written
   */
  public static synchronized Journal open(Path file) throws InvalidResultsException {
    if (OPEN.containsKey(identity(file))) {
      throw inUse(file);
    }
    try {
      FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
      try {
        if (channel.tryLock() == null) {
          throw inUse(file);
        }
        byte[] content = readAll(channel);
        parse(file, content);
        channel.truncate(wholeLength(content));
        channel.position(channel.size());
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
      Journal journal = new Journal(file, channel);
      OPEN.put(identity(file), journal);
      return journal;
    } catch (InvalidResultsException e) {
      throw e;
    } catch (IOException e) {
      throw new InvalidResultsException(file + " cannot be written: " + IoReason.of(e), e);
    }
  }

  /**
   * All whole lines, in the order of writing, while it is being written or after.
   *
   * @throws InvalidResultsException if the file cannot be read or a whole line is damaged
   */
  public static List<Measurement> read(Path file) throws InvalidResultsException {
    try {
      return parse(file, content(file));
    } catch (InvalidResultsException e) {
      throw e;
    } catch (IOException e) {
      throw new InvalidResultsException(file + " cannot be read: " + IoReason.of(e), e);
    }
  }

  /**
   * Appends and forces to disk before it returns. If that fails, for instance because the disk is
   * full, what was written of the line is taken back, so that the journal can be resumed.
   *
   * @throws InvalidResultsException if it cannot be written, with the reason
   */
  public void append(Measurement measurement) throws InvalidResultsException {
    try {
      String line = Json.MAPPER.writeValueAsString(measurement) + "\n";
      long whole = channel.size();
      try {
        ByteBuffer buffer = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      } catch (IOException e) {
        takeBack(whole, e);
        throw e;
      }
    } catch (IOException e) {
      throw new InvalidResultsException(file + " cannot be written: " + IoReason.of(e), e);
    }
  }

  /** Closes the file and releases the lock. */
  @Override
  public void close() throws IOException {
    synchronized (Journal.class) {
      OPEN.remove(identity(file), this);
      channel.close();
    }
  }

  private static synchronized byte[] content(Path file) throws IOException {
    Journal open = OPEN.get(identity(file));
    return open == null ? Files.readAllBytes(file) : readAll(open.channel);
  }

  private void takeBack(long length, IOException reason) {
    try {
      channel.truncate(length);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  private static InvalidResultsException inUse(Path file) {
    return new InvalidResultsException(file + " is in use by another run");
  }

  private static Path identity(Path file) {
    return file.toAbsolutePath().normalize();
  }

  private static byte[] readAll(FileChannel channel) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    while (content.hasRemaining() && channel.read(content, content.position()) >= 0) {}
    return Arrays.copyOf(content.array(), content.position());
  }

  /** Many lines are parsed at once: of a large run they are most of the time of a report. */
  private static List<Measurement> parse(Path file, byte[] content) throws IOException {
    int[] ends = lineEnds(content);
    Measurement[] measurements = new Measurement[ends.length];
    try {
      IntStream.range(0, ends.length)
          .parallel()
          .forEach(line -> measurements[line] = measurement(file, content, ends, line));
    } catch (UncheckedIOException e) {
      // Whichever line failed first in time, the first one in the file is named.
      for (int line = 0; line < ends.length; line++) {
        requireMeasurement(file, content, ends, line);
      }
      throw e.getCause();
    }
    return Arrays.asList(measurements);
  }

  private static Measurement measurement(Path file, byte[] content, int[] ends, int line) {
    try {
      return requireMeasurement(file, content, ends, line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Measurement requireMeasurement(Path file, byte[] content, int[] ends, int line)
      throws IOException {
    int start = line == 0 ? 0 : ends[line - 1] + 1;
    try {
      return Json.read(content, start, ends[line] - start, Measurement.class).withFiniteScores();
    } catch (JsonProcessingException e) {
      throw new InvalidResultsException(
          file + ", line " + (line + 1) + ", is not a measurement: " + Json.reason(e), e);
    }
  }

  /** Where the line feeds are. */
  private static int[] lineEnds(byte[] content) {
    return IntStream.range(0, content.length).filter(i -> content[i] == '\n').toArray();
  }

  /** The number of bytes up to and with the last line feed. */
  private static int wholeLength(byte[] content) {
    int length = content.length;
    while (length > 0 && content[length - 1] != '\n') {
      length--;
    }
    return length;
  }
}
