package io.github.backpropbench.comparison;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.ForkJvm;
import io.github.backpropbench.results.InvalidResultsException;
import io.github.backpropbench.results.JmhResult;
import io.github.backpropbench.results.JmhResultReader;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.NaturalOrder;
import io.github.backpropbench.results.RunDescription;
import io.github.backpropbench.results.RunFolder;
import io.github.backpropbench.statistics.LogSample;
import io.github.backpropbench.statistics.RoundEffects;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One side of a comparison: a run, or a file of JMH results.
 *
 * @param path as the user gave it
 * @param name of the folder or file
 * @param description of a run; a JMH file has none
 * @param jvms that measured, in words; empty if unknown
 * @param results by subject, in the order of measurement
 * @param unusable the reasons why some of the subjects cannot be compared
 * @param failed cells without any score, with the reason
 * @param failedForks the number of forks without scores
 * @param apart the subjects that were not measured in the rounds of the others
 */
public record ComparisonSide(
    String path,
    String name,
    Optional<RunDescription> description,
    SortedSet<String> jvms,
    Map<Subject, SubjectResult> results,
    Map<Subject, String> unusable,
    Map<CellKey, String> failed,
    long failedForks,
    Set<Subject> apart) {
  public ComparisonSide {
    jvms = Collections.unmodifiableSortedSet(new TreeSet<>(jvms));
    results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
    unusable = Map.copyOf(unusable);
    failed = Map.copyOf(failed);
    apart = Set.copyOf(apart);
  }

  /**
   * Reads the folder of a run, or a file in JMH's JSON.
   *
   * @throws InvalidResultsException if it is neither, or is damaged
   */
  public static ComparisonSide read(Path path) throws InvalidResultsException {
    if (!Files.isDirectory(path)) {
      return ofJmh(path, JmhResultReader.read(path));
    }
    RunFolder folder = RunFolder.open(path);
    return ofRun(path.toString(), folder.name(), folder.description(), folder.measurements());
  }

  /**
   * As {@link #read}, with the baselines that were measured outside the JVM for a run. A cell that
   * both have is the run's.
   */
  public static ComparisonSide readWithBaselines(Path path) throws InvalidResultsException {
    ComparisonSide run = read(path);
    Path baselines = path.resolve(RunFolder.BASELINES);
    return Files.exists(baselines)
        ? run.with(ofJmh(baselines, JmhResultReader.read(baselines)))
        : run;
  }

  /**
   * Reads two sides in parallel: large ones take seconds each.
   *
   * @return the baseline and the candidate
   * @throws InvalidResultsException as {@link #read}, and if a run has no fork that succeeded
   */
  public static List<ComparisonSide> readBoth(Path baseline, Path candidate)
      throws InvalidResultsException {
    FutureTask<ComparisonSide> after = new FutureTask<>(() -> readMeasured(candidate));
    Thread thread = new Thread(after, "reader of the candidate");
    thread.setDaemon(true); // if the baseline cannot be read, nobody waits for the candidate
    thread.start();
    ComparisonSide before = readMeasured(baseline);
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

  private static ComparisonSide readMeasured(Path path) throws InvalidResultsException {
    ComparisonSide side = read(path);
    if (side.results().isEmpty()) {
      throw new InvalidResultsException(path + " holds no measurement that succeeded");
    }
    return side;
  }

  /** The side of a run. */
  public static ComparisonSide ofRun(
      String path, String name, RunDescription description, Collection<Measurement> forks) {
    Map<Subject, SubjectResult> results = new LinkedHashMap<>();
    Map<CellKey, String> failed = new HashMap<>();
    Map<CellKey, List<Measurement>> cells =
        forks.stream()
            .collect(
                Collectors.groupingBy(Measurement::cell, LinkedHashMap::new, Collectors.toList()));
    cells.forEach(
        (cell, ofCell) -> {
          if (ofCell.stream().anyMatch(Measurement::isOk)) {
            SubjectResult result = SubjectResult.of(ofCell);
            results.put(result.subject(), result);
          } else {
            failed.put(cell, ofCell.get(0).failure());
          }
        });
    return new ComparisonSide(
        path,
        name,
        Optional.of(description),
        jvms(forks.stream().filter(Measurement::isOk).map(Measurement::jvm).distinct()),
        results,
        unusable(results.values(), Set.of()),
        failed,
        forks.stream().filter(fork -> !fork.isOk()).count(),
        Set.of());
  }

  /** The side of a JMH file. A subject that it holds twice cannot be compared. */
  public static ComparisonSide ofJmh(Path path, Collection<JmhResult> file) {
    Map<Subject, SubjectResult> results = new LinkedHashMap<>();
    Set<Subject> twice = new HashSet<>();
    for (JmhResult one : file) {
      SubjectResult result = SubjectResult.of(one);
      if (results.put(result.subject(), result) != null) {
        twice.add(result.subject());
      }
    }
    return new ComparisonSide(
        path.toString(),
        String.valueOf(path.getFileName()),
        Optional.empty(),
        jvms(file.stream().map(JmhResult::jvm).distinct()),
        results,
        unusable(results.values(), twice),
        Map.of(),
        0,
        Set.of());
  }

  /** This side with those results of a file that it does not have itself. */
  public ComparisonSide with(ComparisonSide file) {
    Map<Subject, SubjectResult> all = new LinkedHashMap<>(results);
    Set<Subject> added = new HashSet<>(apart);
    file.results.forEach(
        (subject, result) -> {
          if (all.putIfAbsent(subject, result) == null) {
            added.add(subject);
          }
        });
    Map<Subject, String> allUnusable = new HashMap<>(file.unusable);
    allUnusable.keySet().retainAll(added);
    allUnusable.putAll(unusable);
    return with(all, allUnusable, failed, added);
  }

  private ComparisonSide with(
      Map<Subject, SubjectResult> otherResults,
      Map<Subject, String> otherUnusable,
      Map<CellKey, String> otherFailed,
      Set<Subject> otherApart) {
    return new ComparisonSide(
        path,
        name,
        description,
        jvms,
        otherResults,
        otherUnusable,
        otherFailed,
        failedForks,
        otherApart);
  }

  /** Where a run was measured; a JMH file does not say. */
  public Optional<Environment> environment() {
    return description.map(RunDescription::environment);
  }

  /** The numbers of threads: those that the cells name, otherwise those of JMH. */
  public SortedSet<String> threads() {
    SortedSet<String> threads = new TreeSet<>(NaturalOrder.COMPARATOR);
    results.keySet().stream().map(ComparisonSide::threads).forEach(threads::add);
    return threads;
  }

  /** This side, measured on any one number of threads, as if it had been measured on one. */
  public ComparisonSide withoutThreads() {
    Map<Subject, SubjectResult> onOne = new LinkedHashMap<>();
    results.forEach((subject, result) -> onOne.put(onOne(subject), result.of(onOne(subject))));
    Map<Subject, String> unusableOnOne = new HashMap<>();
    unusable.forEach((subject, why) -> unusableOnOne.put(onOne(subject), why));
    Map<CellKey, String> failedOnOne = new HashMap<>();
    failed.forEach((cell, why) -> failedOnOne.put(onOne(cell), why));
    return with(
        onOne,
        unusableOnOne,
        failedOnOne,
        apart.stream().map(ComparisonSide::onOne).collect(Collectors.toSet()));
  }

  private static String threads(Subject subject) {
    String named = subject.cell().value(Factor.THREADS);
    return named.isEmpty() ? Integer.toString(subject.threads()) : named;
  }

  private static Subject onOne(Subject subject) {
    return new Subject(onOne(subject.cell()), subject.mode(), 1);
  }

  private static CellKey onOne(CellKey cell) {
    Map<String, String> others = new TreeMap<>(cell.parameters());
    others.remove(Factor.THREADS.label());
    return new CellKey(cell.benchmark(), others);
  }

  /**
   * The sample of a result's forks, without the effects of their rounds.
   *
   * @param least the number of forks on the side of the comparison that has fewer
   */
  LogSample sample(SubjectResult result, RoundEffects rounds, int least) {
    return result.sample(apart.contains(result.subject()) ? RoundEffects.NONE : rounds, least);
  }

  /** The effects of a run's rounds; a JMH file's forks were not measured in rounds. */
  RoundEffects rounds() {
    return description.isEmpty()
        ? RoundEffects.NONE
        : RoundEffects.of(
            results.values().stream()
                .filter(result -> result.unusable().isEmpty())
                .filter(result -> !apart.contains(result.subject()))
                .map(SubjectResult::scores)
                .toList());
  }

  private static SortedSet<String> jvms(Stream<ForkJvm> forks) {
    SortedSet<String> jvms = new TreeSet<>();
    forks
        .filter(jvm -> !jvm.jdkVersion().isEmpty() || !jvm.vmName().isEmpty())
        .map(jvm -> jvm.jdkVersion() + " (" + jvm.vmName() + ", " + jvm.vmVersion() + ")")
        .forEach(jvms::add);
    return jvms;
  }

  private static Map<Subject, String> unusable(
      Collection<SubjectResult> results, Set<Subject> twice) {
    Map<Subject, String> unusable = new HashMap<>();
    for (SubjectResult result : results) {
      if (twice.contains(result.subject())) {
        unusable.put(result.subject(), "it appears more than once");
      } else if (!result.unusable().isEmpty()) {
        unusable.put(result.subject(), result.unusable());
      }
    }
    return unusable;
  }
}
