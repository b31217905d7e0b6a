package io.github.backpropbench.results;

import java.nio.file.Files;
import java.util.List;

/**
 * All that a run's folder holds, in memory.
 *
 * @param measurements in the order of the journal; fewer than planned if the run was stopped
 * @param losses the training curves; none if the run was stopped before them
 */
public record RunResults(
    RunDescription description, List<Measurement> measurements, List<LossCurve> losses) {
  public RunResults {
    measurements = List.copyOf(measurements);
    losses = List.copyOf(losses);
  }

  /**
   * Reads the files of a run.
   *
   * @throws InvalidResultsException if one cannot be read or is damaged
   */
  public static RunResults read(RunFolder folder) throws InvalidResultsException {
    boolean trained = Files.exists(folder.resolve(RunFolder.LOSSES));
    return new RunResults(
        folder.description(),
        folder.measurements(),
        trained ? LossFile.read(folder.resolve(RunFolder.LOSSES)) : List.of());
  }
}
