package io.github.backpropbench.report.runs;

import io.github.backpropbench.comparison.ComparisonSide;
import io.github.backpropbench.comparison.SubjectResult;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.InvalidResultsException;
import io.github.backpropbench.results.JmhResultReader;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunDescription;
import io.github.backpropbench.results.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of the runs of a report.
 *
 * @param path as the user gave it
 * @param name of the folder or file
 * @param description of a run; a file of JMH has none
 * @param side its results, those of its baselines outside the JVM included
 * @param failedForks the number of forks without scores
 */
public record SourceRun(
    String path,
    String name,
    Optional<RunDescription> description,
    ComparisonSide side,
    long failedForks) {

  /**
   * Reads the folder of a run with its baselines, or a file in JMH's JSON.
   *
   * @throws InvalidResultsException if it is neither, or is damaged
   */
  public static SourceRun read(Path path) throws InvalidResultsException {
    if (!Files.isDirectory(path)) {
      return new SourceRun(
          path.toString(),
          String.valueOf(path.getFileName()),
          Optional.empty(),
          ComparisonSide.ofJmh(path.toString(), JmhResultReader.read(path)),
          0);
    }
    RunFolder folder = RunFolder.open(path);
    RunDescription description = folder.description();
    List<Measurement> forks = folder.measurements();
    ComparisonSide side = ComparisonSide.ofRun(path.toString(), description.environment(), forks);
    Path baselines = folder.resolve(RunFolder.BASELINES);
    if (Files.exists(baselines)) {
      side = side.with(ComparisonSide.ofJmh(baselines.toString(), JmhResultReader.read(baselines)));
    }
    return new SourceRun(
        path.toString(),
        folder.name(),
        Optional.of(description),
        side,
        forks.stream().filter(fork -> !fork.isOk()).count());
  }

  Optional<Environment> environment() {
    return description.map(RunDescription::environment);
  }

  /** With another view of its results. */
  SourceRun with(ComparisonSide otherSide) {
    return new SourceRun(path, name, description, otherSide, failedForks);
  }

  /** One result a cell. */
  Map<CellKey, SubjectResult> byCell() {
    Map<CellKey, SubjectResult> byCell = new HashMap<>();
    side.results().forEach((subject, result) -> byCell.putIfAbsent(subject.cell(), result));
    return byCell;
  }
}
