package io.github.backpropbench.report.comparison;

import io.github.backpropbench.comparison.ComparisonSide;
import io.github.backpropbench.report.comparison.RunFact.Kind;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.results.BackendDescription;
import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.HostJvm;
import io.github.backpropbench.results.Machine;
import io.github.backpropbench.results.Machine.Cache;
import io.github.backpropbench.results.Machine.ContainerLimits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is known about runs, starting with the machine. */
final class RunFacts {
  private static final int HASH_LENGTH = 12;
  private static final String NONE = "none";

  private final List<ComparisonSide> runs;
  private final List<RunFact> facts = new ArrayList<>();

  private RunFacts(List<ComparisonSide> runs) {
    this.runs = runs;
  }

  static List<RunFact> of(List<ComparisonSide> runs) {
    RunFacts all = new RunFacts(runs);
    all.addMachine();
    all.addSoftware();
    all.addBackends();
    all.addProgram();
    return List.copyOf(all.facts);
  }

  private void addMachine() {
    ofMachine("the processor", Machine::cpu);
    ofMachine("the number of cores", machine -> known(machine.physicalCores()));
    ofMachine("the number of hardware threads", machine -> known(machine.logicalCores()));
    ofMachine("the caches", RunFacts::caches);
    ofMachine("the memory", machine -> size(machine.memoryBytes(), Environment.UNKNOWN));
    ofMachine("the container's limits", machine -> limits(machine.limits()));
    ofEnvironment("the operating system", "", Kind.CAUSE, Environment::os);
    ofEnvironment("the host", "", Kind.CIRCUMSTANCE, Environment::host);
  }

  private void addSoftware() {
    add("Java", "Java ", Kind.CAUSE, run -> orUnknown(String.join(" and ", run.jvms())));
    ofEnvironment("the JVM's vendor", "", Kind.CAUSE, environment -> environment.jvm().vendor());
    ofEnvironment(
        "the JVM's flags", "", Kind.CIRCUMSTANCE, environment -> flags(environment.jvm()));
    addFlags();
    add(
        "the number of threads",
        "threads: ",
        Kind.CAUSE,
        run -> orUnknown(String.join(" and ", run.threads())));
  }

  /** Of flags that differ, only those that not all runs have. */
  private void addFlags() {
    Set<String> common = new LinkedHashSet<>();
    runs.forEach(run -> run.jvmFlags().forEach(common::addAll));
    runs.forEach(run -> run.jvmFlags().forEach(common::retainAll));
    boolean differ = runs.stream().flatMap(run -> run.jvmFlags().stream()).distinct().count() > 1;
    add(
        "the forks' JVM flags",
        "flags: ",
        Kind.CAUSE,
        run ->
            run.jvmFlags().stream()
                .map(flags -> flags(flags, differ ? common : Set.of()))
                .distinct()
                .collect(
                    Collectors.collectingAndThen(
                        Collectors.joining(" and "), RunFacts::orUnknown)));
  }

  private static String flags(Set<String> flags, Set<String> except) {
    String own =
        flags.stream().filter(flag -> !except.contains(flag)).collect(Collectors.joining(" "));
    return own.isEmpty() && !except.isEmpty() ? "no others" : orNone(own);
  }

  private void addBackends() {
    Set<String> measured =
        runs.stream()
            .flatMap(run -> run.results().keySet().stream())
            .map(subject -> subject.cell().backend())
            .collect(Collectors.toSet());
    Set<String> names = new LinkedHashSet<>();
    runs.forEach(
        run ->
            run.environment()
                .ifPresent(
                    environment ->
                        environment.backends().forEach(backend -> names.add(backend.name()))));
    names.retainAll(measured);
    for (String name : names) {
      boolean ofJava = runs.stream().allMatch(run -> isJavasOwn(run, name));
      add(
          "the version of " + name,
          name + " ",
          ofJava ? Kind.CIRCUMSTANCE : Kind.LIBRARY,
          run -> version(run, name));
    }
  }

  private void addProgram() {
    ofEnvironment(
        "the program (SHA-256 of its jar)",
        "jar ",
        Kind.CIRCUMSTANCE,
        environment -> start(environment.jarSha256()));
    ofEnvironment(
        "the commit", "", Kind.CIRCUMSTANCE, environment -> start(environment.gitCommit()));
  }

  private void ofMachine(String name, Function<Machine, String> value) {
    ofEnvironment(name, "", Kind.CAUSE, environment -> value.apply(environment.machine()));
  }

  private void ofEnvironment(
      String name, String prefix, Kind kind, Function<Environment, String> value) {
    add(name, prefix, kind, run -> run.environment().map(value).orElse(Environment.UNKNOWN));
  }

  private void add(String name, String prefix, Kind kind, Function<ComparisonSide, String> value) {
    facts.add(new RunFact(name, prefix, kind, runs.stream().map(value).toList()));
  }

  /** Whether a backend's version is that of the Java it runs on. */
  private static boolean isJavasOwn(ComparisonSide run, String name) {
    return run.environment()
        .map(environment -> version(run, name).contains(environment.jvm().version()))
        .orElse(true);
  }

  private static String version(ComparisonSide run, String name) {
    return run.environment().stream()
        .flatMap(environment -> environment.backends().stream())
        .filter(backend -> backend.name().equals(name))
        .filter(BackendDescription::isAvailable)
        .map(BackendDescription::version)
        .findFirst()
        .orElse(Environment.UNKNOWN);
  }

  private static String caches(Machine machine) {
    return machine.caches().isEmpty()
        ? Environment.UNKNOWN
        : machine.caches().stream().map(RunFacts::cache).collect(Collectors.joining(", "));
  }

  private static String cache(Cache cache) {
    return "L%s %s %s".formatted(cache.level(), cache.type(), Figures.size(cache.bytes()));
  }

  private static String limits(ContainerLimits limits) {
    String cpus = limits.cpus() == null ? "" : Figures.number(limits.cpus()) + " CPUs ";
    return orNone((cpus + size(limits.memoryBytes(), "")).strip());
  }

  private static String size(@Nullable Long bytes, String otherwise) {
    return bytes == null ? otherwise : Figures.size(bytes);
  }

  private static String flags(HostJvm jvm) {
    return orNone(String.join(" ", jvm.flags()));
  }

  private static String start(String hash) {
    return hash.length() > HASH_LENGTH ? hash.substring(0, HASH_LENGTH) : hash;
  }

  private static String known(@Nullable Object value) {
    return Objects.toString(value, Environment.UNKNOWN);
  }

  private static String orNone(String value) {
    return value.isEmpty() ? NONE : value;
  }

  private static String orUnknown(String value) {
    return value.isEmpty() ? Environment.UNKNOWN : value;
  }

  /** The backends that are known to have been measured in different releases. */
  static Set<String> changedBackends(Collection<RunFact> facts) {
    return facts.stream()
        .filter(fact -> fact.kind() == Kind.LIBRARY && fact.differs())
        .map(fact -> fact.prefix().strip())
        .collect(Collectors.toSet());
  }
}
