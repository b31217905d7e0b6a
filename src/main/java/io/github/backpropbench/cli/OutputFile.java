package io.github.backpropbench.cli;

import io.github.backpropbench.results.InvalidResultsException;
import io.github.backpropbench.results.IoReason;
import io.github.backpropbench.results.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes output to the files and folders that users name. */
final class OutputFile {
  /** In a row; operating systems follow no more. */
  private static final int MOST_LINKS = 40;

  private OutputFile() {}

  /**
   * Writes a file whole or not at all, in UTF-8; a link is followed.
   *
   * @throws InvalidResultsException if it cannot be written
   */
  static void write(Path file, String content) throws InvalidResultsException {
    WholeFile.write(target(file), content.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes files into a folder, which is created if there is none.
   *
   * @param contents by file name
   * @throws InvalidResultsException if one cannot be written
   */
  static void writeAll(Path folder, Map<String, String> contents) throws InvalidResultsException {
    try {
      Files.createDirectories(end(folder));
    } catch (FileAlreadyExistsException e) {
      throw new UserException(folder + " is a file; name a folder");
    } catch (IOException e) {
      throw new InvalidResultsException(folder + " cannot be created: " + IoReason.of(e), e);
    }
    for (Map.Entry<String, String> file : contents.entrySet()) {
      write(folder.resolve(file.getKey()), file.getValue());
    }
  }

  /** Refuses folders and devices: only a file can be replaced by another. */
  private static Path target(Path file) throws InvalidResultsException {
    if (file.toString().equals("-")) {
      throw new UserException("name a file to write instead of -, for instance ./out");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new UserException(file + " is not a file; name a file to write");
    }
    try {
      return end(file);
    } catch (IOException e) {
      throw new InvalidResultsException(file + " cannot be written: " + IoReason.of(e), e);
    }
  }

  /** What links lead to, which need not exist yet. */
  private static Path end(Path path) throws IOException {
    Path end = path;
    for (int links = 0; Files.isSymbolicLink(end); links++) {
      if (links == MOST_LINKS) {
        throw new FileSystemException(path.toString(), null, "its links lead in a circle");
      }
      end = end.resolveSibling(Files.readSymbolicLink(end));
    }
    return end;
  }
}
