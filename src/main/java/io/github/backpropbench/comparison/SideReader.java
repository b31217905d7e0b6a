package io.github.backpropbench.comparison;

import io.github.backpropbench.problem.InputFile;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.ForkJvm;
import io.github.backpropbench.results.InvalidResultsException;
import io.github.backpropbench.results.JmhResult;
import io.github.backpropbench.results.JmhResultReader;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunDescription;
import io.github.backpropbench.results.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Reads the runs and files that make up one side of a comparison: a single one, the parts of a run
 * that was divided, or repetitions of a run. The forks of a subject that several of them measured
 * are one sample.
 */
public final class SideReader {
  private final Predicate<CellKey> cells;
  private final Predicate<String> metrics;

  private final List<Path> paths = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private Optional<RunDescription> description = Optional.empty();
  private final Map<Subject, List<Measurement>> forks = new LinkedHashMap<>();
  private final Map<Subject, Integer> missing = new HashMap<>();
  private final Map<Subject, SubjectResult> summaries = new LinkedHashMap<>();
  private final Map<Subject, String> unusable = new HashMap<>();
  private final Map<CellKey, String> failures = new LinkedHashMap<>();
  private final Set<Subject> ofFiles = new HashSet<>();
  private final Map<CellKey, Integer> failedForks = new HashMap<>();
  private boolean hasLeftOut;

  /** The rounds of all parts so far. */
  private int rounds;

  /**
   * @param cells which cells to read
   * @param metrics the names of the secondary metrics to read
   */
  private SideReader(Predicate<CellKey> cells, Predicate<String> metrics) {
    this.cells = cells;
    this.metrics = metrics;
  }

  /**
   * Reads two sides in parallel: large ones take seconds each.
   *
   * @param baseline the runs and files of the baseline, at least one
   * @param candidate those of the candidate
   * @param cells which cells to compare
   * @param metrics the names of the secondary metrics to compare
   * @return the baseline and the candidate
   * @throws InvalidResultsException if a part is neither a run nor a file in JMH's JSON, or is
   *     damaged, if the parts of a side do not belong together, or if a side has no fork that
   *     succeeded
   */
  public static List<ComparisonSide> readBoth(
      List<Path> baseline,
      List<Path> candidate,
      Predicate<CellKey> cells,
      Predicate<String> metrics)
      throws InvalidResultsException {
    FutureTask<ComparisonSide> after =
        new FutureTask<>(() -> readMeasured(candidate, cells, metrics));
    Thread thread = new Thread(after, "reader of the candidate");
    thread.setDaemon(true); // if the baseline cannot be read, nobody waits for the candidate
    thread.start();
    ComparisonSide before = readMeasured(baseline, cells, metrics);
    try {
      return List.of(before, after.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InvalidResultsException invalid) {
        throw invalid;
      }
      if (e.getCause() instanceof Error error) {
        throw error; // not enough memory, for instance
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InvalidResultsException("reading " + candidate + " was interrupted", e);
    }
  }

  private static ComparisonSide readMeasured(
      List<Path> parts, Predicate<CellKey> cells, Predicate<String> metrics)
      throws InvalidResultsException {
    SideReader reader = new SideReader(cells, metrics);
    for (Path part : parts) {
      reader.add(part);
    }
    ComparisonSide side = reader.side();
    if (!side.results().isEmpty()) {
      return side;
    }
    if (reader.hasLeftOut && side.failed().isEmpty()) {
      throw new InvalidResultsException(
          "no cell of " + side.path() + " is left by --include and --exclude");
    }
    throw new InvalidResultsException(
        side.path()
            + " holds no measurement that succeeded"
            + side.failed().values().stream().findFirst().map(why -> ": " + why).orElse(""));
  }

  /**
   * Reads a run, or a file in JMH's JSON; a run with the baselines that were measured outside the
   * JVM for it. A cell that both have is the run's.
   *
   * @throws InvalidResultsException if it is neither, or is damaged
   */
  public static ComparisonSide readWithBaselines(Path path) throws InvalidResultsException {
    SideReader reader = new SideReader(cell -> true, metric -> false);
    reader.add(path);
    ComparisonSide run = reader.side();
    Path baselines = path.resolve(RunFolder.BASELINES);
    return Files.exists(baselines)
        ? run.with(ofJmh(baselines, JmhResultReader.read(baselines)))
        : run;
  }

  /** The side of a run. */
  public static ComparisonSide ofRun(
      Path path, RunDescription description, Collection<Measurement> forks) {
    SideReader reader = new SideReader(cell -> true, SecondaryMetrics::mayMatter);
    reader.addRun(path, description, forks);
    return reader.side();
  }

  /** The side of a JMH file. */
  public static ComparisonSide ofJmh(Path path, Collection<JmhResult> file) {
    return ofJmh(path, file, SecondaryMetrics::mayMatter);
  }

  static ComparisonSide ofJmh(Path path, Collection<JmhResult> file, Predicate<String> metrics) {
    SideReader reader = new SideReader(cell -> true, metrics);
    reader.addFile(path, file);
    return reader.side();
  }

  private void add(Path path) throws InvalidResultsException {
    if (!Files.isDirectory(path)) {
      addFile(path, JmhResultReader.read(path));
      return;
    }
    RunFolder folder = RunFolder.open(path);
    RunDescription run = folder.description();
    requireSameEnvironment(path, run.environment());
    addRun(path, run, folder.measurements());
  }

  private void addRun(Path path, RunDescription run, Collection<Measurement> measured) {
    paths.add(path);
    names.add(String.valueOf(path.toAbsolutePath().normalize().getFileName()));
    description = description.isEmpty() ? Optional.of(run) : description;
    addForks(measured);
  }

  /** A subject that one file holds twice cannot be compared: which of the two counts? */
  private void addFile(Path path, Collection<JmhResult> results) {
    paths.add(path);
    names.add(InputFile.shortName(path));
    Set<Subject> seen = new HashSet<>();
    List<Measurement> measured = new ArrayList<>();
    for (JmhResult result : results) {
      Subject subject = new Subject(result.cell(), result.mode(), result.threads());
      if (isIncluded(subject.cell())) {
        ofFiles.add(subject);
        if (!seen.add(subject)) {
          unusable.put(subject, "it appears more than once");
        }
        List<Measurement> ofResult = result.measurements();
        measured.addAll(ofResult);
        ofResult.forEach(fork -> addMissing(subject, fork));
        if (ofResult.isEmpty()) {
          summaries.put(subject, SubjectResult.ofSummary(result));
        }
      }
    }
    addForks(measured);
  }

  private boolean isIncluded(CellKey cell) {
    boolean included = cells.test(cell);
    hasLeftOut |= !included;
    return included;
  }

  private void addMissing(Subject subject, Measurement fork) {
    if (fork.isOk()) {
      int count = fork.iterations().measurement().count() - fork.scores().size();
      missing.merge(subject, Math.max(0, count), Integer::sum);
    }
  }

  private void addForks(Collection<Measurement> measured) {
    int before = rounds;
    for (Measurement fork : measured) {
      rounds = Math.max(rounds, before + fork.round());
      if (!isIncluded(fork.cell())) {
        continue;
      }
      if (fork.isOk()) {
        Measurement shifted = before == 0 ? fork : fork.inRound(before + fork.round());
        forks.computeIfAbsent(Subject.of(fork), subject -> new ArrayList<>()).add(shifted);
      } else {
        failures.putIfAbsent(fork.cell(), fork.failure());
        failedForks.merge(fork.cell(), 1, Integer::sum);
      }
    }
  }

  private void requireSameEnvironment(Path path, Environment environment)
      throws InvalidResultsException {
    if (description.isPresent()) {
      List<String> differences =
          EnvironmentCheck.differences(description.get().environment(), environment);
      if (!differences.isEmpty()) {
        throw new InvalidResultsException(
            "%s and %s cannot be one side of a comparison: they were measured in different environments (%s)"
                .formatted(paths.get(0), path, String.join("; ", differences)));
      }
    }
  }

  private ComparisonSide side() {
    Map<Subject, SubjectResult> results = new LinkedHashMap<>();
    forks.forEach(
        (subject, ofSubject) -> {
          List<Measurement> sample = Repetitions.inOneUnit(ofSubject);
          results.put(
              subject,
              SubjectResult.of(
                  sample,
                  missing.getOrDefault(subject, 0),
                  failedForks.getOrDefault(subject.cell(), 0),
                  metrics));
          Repetitions.reasonAgainst(sample).ifPresent(why -> unusable.putIfAbsent(subject, why));
        });
    summaries.forEach(results::put);
    results.forEach(
        (subject, result) -> {
          String why = result.primary().unusable();
          if (!why.isEmpty()) {
            unusable.putIfAbsent(subject, why);
          }
        });
    Set<CellKey> measured =
        results.keySet().stream().map(Subject::cell).collect(Collectors.toSet());
    failures.keySet().removeAll(measured);
    return new ComparisonSide(
        paths.stream().map(InputFile::name).collect(Collectors.joining(",")),
        String.join(",", names),
        description,
        jvms(),
        results,
        unusable,
        failures,
        failedForks.values().stream().mapToInt(count -> count).sum(),
        description.isEmpty() ? Set.of() : ofFiles);
  }

  private SortedSet<String> jvms() {
    return forks.values().stream()
        .flatMap(List::stream)
        .map(Measurement::jvm)
        .distinct()
        .map(ForkJvm::words)
        .filter(words -> !words.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
