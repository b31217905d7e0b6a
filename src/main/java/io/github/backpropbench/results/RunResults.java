package io.github.backpropbench.results;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The contents of a run's folder, in memory.
 *
 * @param measurements in the order of the journal; fewer than planned if the run was stopped
 * @param losses the training curves; none if the run was stopped before them
 * @param baselines the forks of baselines outside the JVM that were measured alongside the run
 * @param sideBySide the same forks of baselines, and those of backends that were measured in the
 *     same rounds with them
 * @param evaluations of the trainings to a target; none if the run has no such cells
 */
public record RunResults(
    RunDescription description,
    List<Measurement> measurements,
    List<LossCurve> losses,
    List<Measurement> baselines,
    List<Measurement> sideBySide,
    List<EvaluationCurve> evaluations) {
  public RunResults {
    sideBySide = List.copyOf(sideBySide);
    evaluations = List.copyOf(evaluations);
    measurements = List.copyOf(measurements);
    losses = List.copyOf(losses);
    baselines = List.copyOf(baselines);
  }

  /** A run whose backends were not measured together with baselines. */
  public RunResults(
      RunDescription description,
      List<Measurement> measurements,
      List<LossCurve> losses,
      List<Measurement> baselines,
      List<EvaluationCurve> evaluations) {
    this(description, measurements, losses, baselines, List.of(), evaluations);
  }

  /** A run without trainings to a target. */
  public RunResults(
      RunDescription description,
      List<Measurement> measurements,
      List<LossCurve> losses,
      List<Measurement> baselines) {
    this(description, measurements, losses, baselines, List.of());
  }

  /** A run without baselines. */
  public RunResults(
      RunDescription description, List<Measurement> measurements, List<LossCurve> losses) {
    this(description, measurements, losses, List.of());
  }

  /**
   * Reads the files of a run.
   *
   * @throws InvalidResultsException if one cannot be read or is damaged
   */
  public static RunResults read(RunFolder folder) throws InvalidResultsException {
    boolean trained = Files.exists(folder.resolve(RunFolder.LOSSES));
    RunDescription description = folder.description();
    List<LossCurve> losses = trained ? LossFile.read(folder.resolve(RunFolder.LOSSES)) : List.of();
    return new RunResults(
        description,
        folder.measurements(),
        description.hasTracedAutograd()
            ? losses.stream().map(LossCurve::ofTracedAutograd).toList()
            : losses,
        forks(folder.resolve(RunFolder.BASELINES)),
        forks(folder.resolve(RunFolder.SIDE_BY_SIDE)),
        folder.evaluations());
  }

  /**
   * Reads a file in JMH's JSON as a run of which nothing else is known: no plan, no environment.
   * The first forks of all cells count as its first round, and so on. A cell that was measured in
   * several modes, or on several numbers of JMH's threads, is one cell for each.
   *
   * @throws InvalidResultsException if it cannot be read, is damaged, or contradicts itself
   */
  public static RunResults ofJmh(Path file) throws InvalidResultsException {
    Plan plan = new Plan(Environment.UNKNOWN, 0, 0, List.of(), List.of());
    RunDescription description = new RunDescription(List.of(), plan, Environment.NONE);
    return new RunResults(description, JmhForks.read(file), List.of());
  }

  private static List<Measurement> forks(Path file) throws InvalidResultsException {
    return Files.exists(file) ? JmhForks.read(file) : List.of();
  }
}
