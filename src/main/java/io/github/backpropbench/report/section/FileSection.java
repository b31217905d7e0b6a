package io.github.backpropbench.report.section;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.document.Block;
import io.github.backpropbench.report.document.Block.Points;
import io.github.backpropbench.report.document.Block.Points.Point;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.DistinctTexts;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.report.format.Shell;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.ForkJvm;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunFolder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** What a file in JMH's JSON says about how its scores were measured. */
public final class FileSection {
  private static final int TEXT_LENGTH = 120;
  private static final int FLAGS_LENGTH = 300;
  private static final int MOST_BENCHMARKS = 3;

  private final MeasuredRun run;

  /** The forks of each JVM. */
  private final Map<ForkJvm, List<Measurement>> jvms;

  private FileSection(MeasuredRun run) {
    this.run = run;
    jvms =
        run.results().measurements().stream()
            .collect(groupingBy(Measurement::jvm, LinkedHashMap::new, toList()));
  }

  /** The section of a file. */
  public static Section of(MeasuredRun run) {
    FileSection file = new FileSection(run);
    List<Point> points = new ArrayList<>(List.of(new Point("Cells", file.cells())));
    file.certainty().ifPresent(text -> points.add(new Point("Scores", text)));
    List<Block> blocks = new ArrayList<>();
    if (file.jvms.size() == 1) {
      ForkJvm jvm = file.jvms.keySet().iterator().next();
      points.add(new Point("JVM", ForeignText.of(name(jvm), TEXT_LENGTH)));
      if (!isUnknown(jvm)) {
        points.add(new Point("JVM flags", ForeignText.of(flags(jvm), FLAGS_LENGTH)));
      }
    } else if (!file.jvms.isEmpty()) {
      blocks.add(file.jvmTable());
    }
    String versions = file.jmhVersions();
    if (!versions.isEmpty()) {
      points.add(new Point("JMH", versions));
    }
    points.add(new Point("Machine", "not recorded in JMH's JSON"));
    blocks.add(0, new Points(points));
    return new Section("How it was measured", blocks);
  }

  /** {@code 24 cells of 6 benchmarks; 5 forks per cell, 10 iterations per fork}. */
  private String cells() {
    Collection<CellKey> cells = run.cells();
    List<CellKey> known = cells.stream().filter(cell -> !run.hasOnlySummary(cell)).toList();
    List<Measurement> measured =
        run.results().measurements().stream()
            .filter(fork -> fork.isOk() && !fork.hasOnlySummary())
            .toList();
    String forks =
        known.isEmpty()
            ? "no raw data, so forks and iterations are unknown"
            : "%s per cell, %s per fork%s"
                .formatted(
                    range(known, cell -> run.forksOf(cell).size(), "fork"),
                    range(measured, fork -> fork.scores().size(), "iteration"),
                    known.size() == cells.size() ? "" : " where there is raw data");
    return "%s of %s; %s"
        .formatted(
            Phrases.count(cells.size(), "cell"),
            Phrases.count(cells.stream().map(CellKey::benchmark).distinct().count(), "benchmark"),
            forks);
  }

  private static <T> String range(Collection<T> all, ToIntFunction<T> number, String noun) {
    IntSummaryStatistics range = all.stream().mapToInt(number).summaryStatistics();
    int most = Math.max(0, range.getMax());
    return (range.getMin() < most ? range.getMin() + " to " : "") + Phrases.count(most, noun);
  }

  /** How scores are computed, and which have no interval; empty if there are none. */
  private Optional<String> certainty() {
    List<String> sentences = new ArrayList<>();
    ofForks().ifPresent(sentences::add);
    long summaries = run.cells().stream().filter(run::hasOnlySummary).count();
    if (summaries > 0) {
      sentences.add(
          sentences.isEmpty()
              ? "those of the file, without intervals, as it has no raw data: its forks are unknown."
              : "%s no raw data: the score is that of the file, and the forks are unknown."
                  .formatted(have(summaries)));
    }
    return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", sentences));
  }

  /** The same of the cells of which forks are known. */
  private Optional<String> ofForks() {
    List<Integer> forks =
        run.cells().stream()
            .filter(cell -> !run.hasOnlySummary(cell))
            .map(cell -> run.forksOf(cell).size())
            .filter(number -> number > 0)
            .toList();
    if (forks.isEmpty()) {
      return Optional.empty();
    }
    long single = forks.stream().filter(number -> number == 1).count();
    String ofFork = "the median of its iterations, or the second best of ten or more";
    if (single == forks.size()) {
      return Optional.of(
          "one fork per cell, so no interval can be given: only several forks show how much a score"
              + " differs from one JVM to the next. Measure with at least five (-f 5). A fork's"
              + " score is "
              + ofFork
              + "; JMH's own is their mean.");
    }
    String without =
        single == 0 ? "" : " %s no interval, as there is only one fork.".formatted(have(single));
    return Optional.of(
        "a score is the geometric mean of the forks, with half its 95 % interval; a fork's score is "
            + ofFork
            + ". JMH's own score is the mean of all iterations."
            + without);
  }

  private static String have(long cells) {
    return cells == 1 ? "1 cell has" : cells + " cells have";
  }

  private String jmhVersions() {
    return Phrases.and(
        run.results().measurements().stream()
            .map(Measurement::jmhVersion)
            .filter(version -> !version.isEmpty())
            .distinct()
            .map(version -> ForeignText.of(version, TEXT_LENGTH))
            .toList());
  }

  /** Which JVM measured what, if there are several. */
  private Table jvmTable() {
    DistinctTexts<String> names =
        DistinctTexts.of(jvms.keySet().stream().map(FileSection::name).toList(), TEXT_LENGTH);
    DistinctTexts<String> flags =
        DistinctTexts.of(jvms.keySet().stream().map(FileSection::flags).toList(), FLAGS_LENGTH);
    List<Row> rows = new ArrayList<>();
    jvms.forEach(
        (jvm, forks) ->
            rows.add(
                Row.of(
                    List.of(
                        names.of(name(jvm)),
                        flags.of(flags(jvm)),
                        benchmarks(forks),
                        count(forks)))));
    return new Table(
        "",
        List.of(
            Column.words("JVM"),
            Column.words("flags"),
            Column.words("benchmarks"),
            Column.figure("forks")),
        rows,
        RunFolder.PAGE);
  }

  private static String count(List<Measurement> forks) {
    long known = forks.stream().filter(fork -> !fork.hasOnlySummary()).count();
    return known == 0 ? Figures.NONE : Long.toString(known);
  }

  private String benchmarks(List<Measurement> forks) {
    List<String> all =
        forks.stream()
            .map(fork -> run.names().benchmark(fork.cell().benchmark()))
            .distinct()
            .toList();
    int more = all.size() - MOST_BENCHMARKS;
    return String.join(", ", all.subList(0, Math.min(MOST_BENCHMARKS, all.size())))
        + (more > 0 ? " and " + more + " more" : "");
  }

  /** {@code 17.0.15 (OpenJDK 64-Bit Server VM, 17.0.15+6), /usr/bin/java}. */
  private static String name(ForkJvm jvm) {
    String machine =
        Stream.of(jvm.vmName(), jvm.vmVersion())
            .filter(text -> !text.isEmpty())
            .collect(joining(", "));
    String name =
        jvm.jdkVersion().isEmpty() || machine.isEmpty()
            ? jvm.jdkVersion() + machine
            : jvm.jdkVersion() + " (" + machine + ")";
    String all =
        Stream.of(name, jvm.executable()).filter(text -> !text.isEmpty()).collect(joining(", "));
    return all.isEmpty() ? "not recorded" : all;
  }

  private static boolean isUnknown(ForkJvm jvm) {
    return jvm.jdkVersion().isEmpty() && jvm.vmName().isEmpty() && jvm.arguments().isEmpty();
  }

  private static String flags(ForkJvm jvm) {
    return jvm.arguments().isEmpty() ? "none" : Shell.command(jvm.arguments());
  }
}
