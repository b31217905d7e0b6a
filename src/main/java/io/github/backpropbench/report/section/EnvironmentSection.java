package io.github.backpropbench.report.section;

import io.github.backpropbench.report.document.Block;
import io.github.backpropbench.report.document.Block.Points;
import io.github.backpropbench.report.document.Block.Points.Point;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.report.format.Shell;
import io.github.backpropbench.results.BackendDescription;
import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.HostJvm;
import io.github.backpropbench.results.Machine;
import io.github.backpropbench.results.Machine.Cache;
import io.github.backpropbench.results.Machine.ContainerLimits;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunDescription;
import io.github.backpropbench.results.RunFolder;
import io.github.backpropbench.results.RunResults;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The machine and the JVM of the run, and the versions of the backends that were really loaded. */
final class EnvironmentSection {
  private static final int TEXT_LENGTH = 80;
  private static final int HASH_LENGTH = 17;
  private static final int FLAGS_LENGTH = 200;
  private static final int NAME_LENGTH = 32;
  private static final int REASON_LENGTH = 200;

  private EnvironmentSection() {}

  static Section of(RunResults results) {
    RunDescription description = results.description();
    Environment environment = description.environment();
    List<Point> points =
        List.of(
            new Point("Machine", machine(environment)),
            new Point("Load and limits", limits(environment.machine())),
            new Point("System", text(environment.os())),
            new Point("JVM", jvm(environment.jvm())),
            new Point(
                "JVM flags",
                "%s; added for forks: %s"
                    .formatted(
                        flags(environment.jvm().flags()),
                        flags(description.plan().jvmArguments()))),
            new Point(
                "Code",
                "commit %s, SHA-256 of the jar %s"
                    .formatted(
                        text(environment.gitCommit()),
                        ForeignText.of(environment.jarSha256(), HASH_LENGTH))));
    List<Block> blocks = new ArrayList<>(List.of(new Points(points)));
    if (!environment.backends().isEmpty() || !results.baselines().isEmpty()) {
      blocks.add(versions(results));
    }
    return new Section("Environment", blocks);
  }

  private static String machine(Environment environment) {
    Machine machine = environment.machine();
    List<String> parts =
        new ArrayList<>(
            List.of(
                text(environment.host()),
                text(machine.cpu()),
                known(machine.physicalCores(), Object::toString)
                    + " cores with "
                    + known(machine.logicalCores(), Object::toString)
                    + " hardware threads"));
    if (!machine.caches().isEmpty()) {
      parts.add(
          machine.caches().stream()
              .map(EnvironmentSection::cache)
              .collect(Collectors.joining(", ")));
    }
    parts.add(known(machine.memoryBytes(), bytes -> Figures.size(bytes)) + " of memory");
    return String.join("; ", parts);
  }

  private static String cache(Cache cache) {
    return "L%s %s %s".formatted(cache.level(), text(cache.type()), Figures.size(cache.bytes()));
  }

  private static String limits(Machine machine) {
    ContainerLimits limits = machine.limits();
    String load = known(machine.loadAverage(), mean -> String.format(Locale.ROOT, "%.2f", mean));
    String cpus =
        limits.cpus() == null
            ? "no CPU limit"
            : "at most " + Figures.number(limits.cpus()) + " CPUs";
    String memory =
        limits.memoryBytes() == null
            ? "no memory limit"
            : "at most " + Figures.size(limits.memoryBytes()) + " of memory";
    return "load average %s before the run; the container sets %s and %s"
        .formatted(load, cpus, memory);
  }

  private static String jvm(HostJvm jvm) {
    return "%s %s (%s, %s)"
        .formatted(
            text(jvm.name()), text(jvm.version()), text(jvm.vendor()), text(jvm.vmVersion()));
  }

  private static String flags(List<String> flags) {
    return flags.isEmpty() ? "none" : ForeignText.of(Shell.command(flags), FLAGS_LENGTH);
  }

  private static <T> String known(@Nullable T value, Function<T, String> words) {
    return value == null ? Environment.UNKNOWN : words.apply(value);
  }

  private static String text(String text) {
    return ForeignText.of(text, TEXT_LENGTH);
  }

  /** The backends, or why one was not available; then the baselines outside the JVM. */
  private static Table versions(RunResults results) {
    return new Table(
        "",
        List.of(
            Column.words("backend"),
            Column.words("role"),
            Column.words("library"),
            Column.words("version"),
            Column.words("classes")),
        Stream.concat(
                results.description().environment().backends().stream()
                    .map(EnvironmentSection::row),
                results.baselines().stream().map(EnvironmentSection::baseline).distinct())
            .toList(),
        RunFolder.RUN);
  }

  private static Row row(BackendDescription backend) {
    return Row.of(
        List.of(
            name(backend.name()),
            name(backend.role()),
            name(backend.library()),
            name(backend.version()),
            classes(backend)));
  }

  private static Row baseline(Measurement fork) {
    return Row.of(
        List.of(
            name(fork.cell().backend()),
            Figures.NONE,
            name(fork.jvm().vmName()),
            name(fork.jvm().vmVersion()),
            "outside the JVM: " + name(fork.jvm().executable())));
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
