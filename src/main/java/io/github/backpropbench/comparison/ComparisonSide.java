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
 * One side of a comparison: a run, or a file of JMH's results.
 *
 * @param name as the user gave it
 * @param environment of a run; a file of JMH does not tell
 * @param jvms that measured, for people; empty if it is not told
 * @param results by subject, in the order of measurement
 * @param unusable why a subject of this side cannot be compared, for those that cannot
 * @param failed cells without any score, with the reason
 * @param apart those of the subjects that were not measured in the rounds of the others
 */
public record ComparisonSide(
    String name,
    Optional<Environment> environment,
    SortedSet<String> jvms,
    Map<Subject, SubjectResult> results,
    Map<Subject, String> unusable,
    Map<CellKey, String> failed,
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
      return ofJmh(path.toString(), JmhResultReader.read(path));
    }
    RunFolder folder = RunFolder.open(path);
    ComparisonSide side =
        ofRun(path.toString(), folder.description().environment(), folder.measurements());
    if (side.results().isEmpty()) {
      throw new InvalidResultsException(path + " holds no measurement that succeeded");
    }
    return side;
  }

  /**
   * Reads two sides at once: large ones take seconds each.
   *
   * @return the old and the new side
   * @throws InvalidResultsException as {@link #read}
   */
  public static List<ComparisonSide> readBoth(Path old, Path young) throws InvalidResultsException {
    FutureTask<ComparisonSide> after = new FutureTask<>(() -> read(young));
    Thread thread = new Thread(after, "reader of the new results");
    thread.setDaemon(true); // if the old side cannot be read, nobody waits for the new one
    thread.start();
    ComparisonSide before = read(old);
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
      throw new InvalidResultsException("the reading of " + young + " was interrupted", e);
    }
  }

  /** The side of a run. */
  public static ComparisonSide ofRun(
      String name, Environment environment, Collection<Measurement> measurements) {
    Map<Subject, SubjectResult> results = new LinkedHashMap<>();
    Map<CellKey, String> failed = new HashMap<>();
    Map<CellKey, List<Measurement>> cells =
        measurements.stream()
            .collect(
                Collectors.groupingBy(Measurement::cell, LinkedHashMap::new, Collectors.toList()));
    cells.forEach(
        (cell, forks) -> {
          if (forks.stream().anyMatch(Measurement::isOk)) {
            SubjectResult result = SubjectResult.of(forks);
            results.put(result.subject(), result);
          } else {
            failed.put(cell, forks.get(0).failure());
          }
        });
    return new ComparisonSide(
        name,
        Optional.of(environment),
        jvms(measurements.stream().filter(Measurement::isOk).map(Measurement::jvm).distinct()),
        results,
        unusable(results.values(), Set.of()),
        failed,
        Set.of());
  }

  /** The side of a file. A subject that it holds twice cannot be compared. */
  public static ComparisonSide ofJmh(String name, Collection<JmhResult> file) {
    Map<Subject, SubjectResult> results = new LinkedHashMap<>();
    Set<Subject> twice = new HashSet<>();
    for (JmhResult one : file) {
      SubjectResult result = SubjectResult.of(one);
      if (results.put(result.subject(), result) != null) {
        twice.add(result.subject());
      }
    }
    return new ComparisonSide(
        name,
        Optional.empty(),
        jvms(file.stream().map(JmhResult::jvm).distinct()),
        results,
        unusable(results.values(), twice),
        Map.of(),
        Set.of());
  }

  /**
   * This side with the results of a file that belongs to it, such as those of its baselines outside
   * the JVM. What both have stays as it is here.
   */
  public ComparisonSide with(ComparisonSide file) {
    Map<Subject, SubjectResult> both = new LinkedHashMap<>(results);
    Set<Subject> more = new HashSet<>(apart);
    file.results.forEach(
        (subject, result) -> {
          if (both.putIfAbsent(subject, result) == null) {
            more.add(subject);
          }
        });
    Map<Subject, String> allUnusable = new HashMap<>(file.unusable);
    allUnusable.keySet().retainAll(more);
    allUnusable.putAll(unusable);
    return new ComparisonSide(name, environment, jvms, both, allUnusable, failed, more);
  }

  /** The numbers of threads: the measuring ones, or those that the cells name. */
  public SortedSet<String> threads() {
    SortedSet<String> threads = new TreeSet<>(NaturalOrder.COMPARATOR);
    results.keySet().stream().map(ComparisonSide::threads).forEach(threads::add);
    return threads;
  }

  /** This side as if it had been measured on one thread; it was measured on one number of them. */
  public ComparisonSide withoutThreads() {
    Map<Subject, SubjectResult> onOne = new LinkedHashMap<>();
    results.forEach((subject, result) -> onOne.put(onOne(subject), result.of(onOne(subject))));
    Map<Subject, String> unusableOnOne = new HashMap<>();
    unusable.forEach((subject, why) -> unusableOnOne.put(onOne(subject), why));
    Map<CellKey, String> failedOnOne = new HashMap<>();
    failed.forEach((cell, why) -> failedOnOne.put(onOne(cell), why));
    return new ComparisonSide(
        name,
        environment,
        jvms,
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
   * The forks of a result of this side, summed up, without what their rounds had in common.
   *
   * @param least how many forks there are on that side of the comparison that has fewer
   */
  LogSample sample(SubjectResult result, RoundEffects rounds, int least) {
    return result.sample(apart.contains(result.subject()) ? RoundEffects.NONE : rounds, least);
  }

  /** What the rounds of a run had in common; the forks of a file were not measured in turn. */
  RoundEffects rounds() {
    return environment.isEmpty()
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
        unusable.put(result.subject(), "it is there more than once");
      } else if (!result.unusable().isEmpty()) {
        unusable.put(result.subject(), result.unusable());
      }
    }
    return unusable;
  }
}
