package io.github.backpropbench.report.section;

import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.BackendDescription;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunFolder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The backends with the versions and classes that were really loaded, or why one was not. */
final class BackendVersions {
  private static final int NAME_LENGTH = 32;
  private static final int REASON_LENGTH = 200;

  private BackendVersions() {}

  /**
   * @param baselines the forks of the baselines outside of the JVM
   */
  static Table table(List<BackendDescription> backends, Collection<Measurement> baselines) {
    return new Table(
        "",
        List.of(
            Column.words("backend"),
            Column.words("library"),
            Column.words("version"),
            Column.words("classes")),
        Stream.concat(
                backends.stream().map(BackendVersions::row),
                baselines.stream().map(BackendVersions::baseline).distinct())
            .toList(),
        RunFolder.RUN);
  }

  private static Row row(BackendDescription backend) {
    return Row.of(
        List.of(
            name(backend.name()),
            name(backend.library()),
            name(backend.version()),
            classes(backend)));
  }

  private static Row baseline(Measurement fork) {
    return Row.of(
        List.of(
            name(fork.cell().backend()),
            name(fork.jvm().vmName()),
            name(fork.jvm().vmVersion()),
            "outside of the JVM: " + name(fork.jvm().executable())));
  }

  private static String classes(BackendDescription backend) {
    if (!backend.isAvailable()) {
      return "not available: " + ForeignText.of(backend.unavailable(), REASON_LENGTH);
    }
    List<String> parts = new ArrayList<>();
    backend.implementations().values().stream()
        .map(type -> name(type.substring(type.lastIndexOf('.') + 1)))
        .distinct()
        .forEach(parts::add);
    backend.details().forEach((key, value) -> parts.add(name(key) + " " + name(value)));
    return String.join(", ", parts);
  }

  private static String name(String name) {
    return ForeignText.of(name, NAME_LENGTH);
  }
}
