package io.github.backpropbench.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The folder of one run: the names of its files, and how they are read and written. */
public final class RunFolder {
  public static final String RUN = "run.json";
  public static final String JOURNAL = "measurements.jsonl";
  public static final String JMH_RESULT = "jmh-result.json";
  public static final String LOSSES = "losses.csv";
  public static final String EVALUATIONS = "evaluations.csv";
  public static final String CELLS = "cells.csv";
  public static final String REPORT = "report.md";
  public static final String PAGE = "report.html";
  public static final String THROUGHPUT = "throughput.svg";

  /** Baselines outside the JVM, measured alongside the run, in JMH's JSON. */
  public static final String BASELINES = "baselines.json";

  /** Those baselines, and the run's backends as measured in the same rounds with them. */
  public static final String SIDE_BY_SIDE = "side-by-side.json";

  public static final String PLOTS = "plots";

  private final Path path;

  private RunFolder(Path path) {
    this.path = path;
  }

  /**
   * Makes the folder of a new run, with its description and an empty journal, in a folder that does
   * not exist yet or is empty.
   *
   * @throws InvalidResultsException if it holds something already or cannot be written
   */
  public static RunFolder create(Path path, RunDescription description)
      throws InvalidResultsException {
    return create(path, description, Map.of());
  }

  /**
   * As {@link #create(Path, RunDescription)}, with more files, by their names, that are there
   * before the folder counts as a run.
   */
  public static RunFolder create(
      Path path, RunDescription description, Map<String, String> contents)
      throws InvalidResultsException {
    requireNew(path);
    try {
      Files.createDirectories(path);
      requireEmpty(path);
      // Only one of two that start at once can make the journal; that one owns the folder.
      Files.createFile(path.resolve(JOURNAL));
    } catch (InvalidResultsException e) {
      throw e;
    } catch (FileAlreadyExistsException e) {
      throw new InvalidResultsException(
          path
              + (Files.isSymbolicLink(path) && !Files.exists(path)
                  ? " is a link to a folder that does not exist"
                  : " is a file, or another run just took it"),
          e);
    } catch (IOException e) {
      throw new InvalidResultsException(path + " cannot be written: " + IoReason.of(e), e);
    }
    RunFolder folder = new RunFolder(path);
    folder.write(contents);
    folder.writeDescription(description);
    return folder;
  }

  /**
   * Refuses a folder that a run cannot be made in, as far as that is known before.
   *
   * @throws InvalidResultsException if it holds something already or cannot be read
   */
  public static void requireNew(Path path) throws InvalidResultsException {
    if (Files.exists(path.resolve(RUN))) {
      throw new InvalidResultsException(
          path + " already holds a run; name a new folder, or resume that run");
    }
    if (Files.isDirectory(path)) {
      try {
        requireEmpty(path);
      } catch (InvalidResultsException e) {
        throw e;
      } catch (IOException e) {
        throw new InvalidResultsException(path + " cannot be read: " + IoReason.of(e), e);
      }
    }
  }

  /**
   * The folder of an existing run.
   *
   * @throws InvalidResultsException if it does not hold a run
   */
  public static RunFolder open(Path path) throws InvalidResultsException {
    try {
      if (Files.readAttributes(path.resolve(RUN), BasicFileAttributes.class).isRegularFile()) {
        return new RunFolder(path);
      }
    } catch (NoSuchFileException e) {
      if (!Files.exists(path)) {
        throw new InvalidResultsException(path + " does not exist", e);
      }
    } catch (IOException e) {
      throw new InvalidResultsException(path + " cannot be read: " + IoReason.of(e), e);
    }
    throw new InvalidResultsException(path + " is not a run: it has no " + RUN);
  }

  public Path path() {
    return path;
  }

  /** What people call the run: the folder's own name. */
  public String name() {
    return Objects.toString(path.toAbsolutePath().normalize().getFileName(), path.toString());
  }

  /** The path of one of the files or folders of a run. */
  public Path resolve(String name) {
    return path.resolve(name);
  }

  /**
   * The content of {@code run.json}.
   *
   * @throws InvalidResultsException if it is damaged, foreign, or of a newer version
   */
  public RunDescription description() throws InvalidResultsException {
    Path file = resolve(RUN);
    try {
      byte[] json = Files.readAllBytes(file);
      JsonNode version = Json.MAPPER.readTree(json).path("schemaVersion");
      if (!version.isInt() || version.intValue() < 1) {
        throw new InvalidResultsException(file + " does not describe a run: no schemaVersion");
      }
      if (version.intValue() > RunDescription.SCHEMA_VERSION) {
        throw new InvalidResultsException(
            "%s has schema version %d; this program reads up to %d, a newer one is needed"
                .formatted(file, version.intValue(), RunDescription.SCHEMA_VERSION));
      }
      return Json.read(json, 0, json.length, RunDescription.class);
    } catch (InvalidResultsException e) {
      throw e;
    } catch (JsonProcessingException e) {
      throw new InvalidResultsException(
          file + Json.lineOf(e) + " does not describe a run: " + Json.reason(e), e);
    } catch (IOException e) {
      throw new InvalidResultsException(file + " cannot be read: " + IoReason.of(e), e);
    }
  }

  /**
   * The trainings to a target; none if there are no such cells.
   *
   * @throws InvalidResultsException as {@link EvaluationFile#read}
   */
  public List<EvaluationCurve> evaluations() throws InvalidResultsException {
    Path file = resolve(EVALUATIONS);
    return Files.exists(file) ? EvaluationFile.read(file) : List.of();
  }

  /** Opens the journal for appending; see {@link Journal#open}. */
  public Journal openJournal() throws InvalidResultsException {
    return Journal.open(resolve(JOURNAL));
  }

  /** What was measured so far; see {@link Journal#read}. */
  public List<Measurement> measurements() throws InvalidResultsException {
    return Journal.read(resolve(JOURNAL));
  }

  /** Writes one of the files whole or not at all, in UTF-8. */
  public void write(String name, String content) throws InvalidResultsException {
    WholeFile.write(resolve(name), content.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes some of the files, by their names, each whole or not at all. */
  public void write(Map<String, String> contents) throws InvalidResultsException {
    for (Map.Entry<String, String> file : contents.entrySet()) {
      write(file.getKey(), file.getValue());
    }
  }

  private void writeDescription(RunDescription description) throws InvalidResultsException {
    try {
      write(
          RUN, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(description) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a description of records is always JSON", e);
    }
  }

  private static void requireEmpty(Path path) throws IOException {
    try (DirectoryStream<Path> content = Files.newDirectoryStream(path)) {
      if (content.iterator().hasNext()) {
        throw new InvalidResultsException(
            path + " is not empty and holds no run; name a new folder");
      }
    }
  }
}
