package io.github.backpropbench.problem;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file that a user names to be read: a regular one, a pipe such as {@code <(…)} or {@code
 * /dev/stdin}, or {@code -} for standard input.
 */
public final class InputFile {
  /** The name of standard input; a file of that name is {@code ./-}. */
  private static final String STANDARD_INPUT = "-";

  private static final Path DEVICE = Path.of("/dev/stdin");

  private InputFile() {}

  /** Whether standard input is meant. */
  public static boolean isStandardInput(Path path) {
    return path.toString().equals(STANDARD_INPUT);
  }

  /** Whether there is something other than a folder to read. */
  public static boolean isThere(Path path) {
    return isStandardInput(path) || (Files.exists(path) && !Files.isDirectory(path));
  }

  /** What messages call it. */
  public static String name(Path path) {
    return isStandardInput(path) ? "standard input" : path.toString();
  }

  /** The same without its folder, where the name alone says something: that of a pipe does not. */
  public static String shortName(Path path) {
    return Files.isRegularFile(path)
        ? path.toAbsolutePath().normalize().getFileName().toString()
        : name(path);
  }

  /**
   * Opens it to be read once, from its start to its end.
   *
   * @throws IOException as the methods of {@link Files} throw
   */
  public static InputStream open(Path path) throws IOException {
    if (isStandardInput(path)) {
      return System.in;
    }
    try {
      // Streams of Files ask for their position, which a pipe does not have; so does this one
      // when all of it is read at once, which the buffer prevents.
      return new BufferedInputStream(new FileInputStream(path.toFile()));
    } catch (FileNotFoundException e) {
      requireReadable(path);
      throw e;
    }
  }

  /** Why a file could not be opened or read: one sentence without its full stop. */
  public static String fault(IOException exception) {
    if (exception instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (exception instanceof AccessDeniedException) {
      return "no permission to read it";
    }
    String reason =
        exception instanceof FileSystemException system && system.getReason() != null
            ? system.getReason()
            : String.valueOf(exception.getMessage());
    return "cannot be read: " + reason;
  }

  /**
   * What is wrong with naming some files together: each reader of a pipe would get a part of it.
   *
   * @return one sentence; empty if nothing is wrong
   */
  public static Optional<String> mistake(List<Path> paths) {
    for (int i = 0; i < paths.size(); i++) {
      for (Path other : paths.subList(0, i)) {
        if (isOnePipe(other, paths.get(i))) {
          return Optional.of(name(paths.get(i)) + " is named twice, but can be read only once");
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isOnePipe(Path one, Path other) {
    if (isStandardInput(one) && isStandardInput(other)) {
      return true;
    }
    Path first = isStandardInput(one) ? DEVICE : one;
    Path second = isStandardInput(other) ? DEVICE : other;
    try {
      return !Files.isRegularFile(first)
          && !Files.isDirectory(first)
          && Files.exists(first)
          && Files.exists(second)
          && Files.isSameFile(first, second);
    } catch (IOException e) {
      return false; // which of the two cannot be read, and why, is said when it is opened
    }
  }

  /** Throws what says why a file cannot be opened: the stream says it in a message only. */
  private static void requireReadable(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new FileSystemException(path.toString(), null, "Is a directory");
    }
    Files.newInputStream(path).close();
  }
}
