package io.github.backpropbench.results;

import io.github.backpropbench.results.Machine.ContainerLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One thing in which two environments differ. Things that differ between any two runs, such as the
 * time and the load, do not count.
 *
 * @param aspect what kind of thing it is
 * @param what its name, for people
 * @param before its value in the first environment
 * @param after its value in the second
 */
public record EnvironmentDifference(Aspect aspect, String what, String before, String after) {

  /** What a difference says about whether two runs can be compared. */
  public enum Aspect {
    /** Processor, cores, caches, memory, and how much of them may be used. */
    MACHINE,
    /** The host's name and its operating system. */
    SYSTEM,
    /** The Java that measures, and its flags. */
    JVM,
    /** A measured library, and what it uses. */
    BACKEND,
    /** This program, with its benchmarks and adapters. */
    PROGRAM,
    /** The commit of the folder it was started in, which need not be the program's. */
    WORKING_TREE
  }

  /**
   * Memory that is the same in hardware: what a kernel keeps for itself differs by its version, and
   * the remainder is what is reported.
   */
  private static final double SAME_MEMORY = 0.05;

  private static final String NONE = "none";

  /** All differences, the machine's first. */
  public static List<EnvironmentDifference> between(Environment before, Environment after) {
    List<EnvironmentDifference> differences = new ArrayList<>();
    addMachine(differences, before.machine(), after.machine());
    Collector system = new Collector(differences, Aspect.SYSTEM);
    system.add("the host", before.host(), after.host());
    system.add("the operating system", before.os(), after.os());
    addJvm(differences, before.jvm(), after.jvm());
    addBackends(differences, before.backends(), after.backends());
    new Collector(differences, Aspect.PROGRAM)
        .add("the SHA-256 of the jar", before.jarSha256(), after.jarSha256());
    new Collector(differences, Aspect.WORKING_TREE)
        .add("the commit of the working tree", before.gitCommit(), after.gitCommit());
    return List.copyOf(differences);
  }

  private static void addMachine(
      List<EnvironmentDifference> differences, Machine before, Machine after) {
    Collector machine = new Collector(differences, Aspect.MACHINE);
    machine.add("the processor", before.cpu(), after.cpu());
    machine.add("the number of cores", before.physicalCores(), after.physicalCores());
    machine.add("the number of hardware threads", before.logicalCores(), after.logicalCores());
    machine.add("the caches", cacheText(before), cacheText(after));
    if (!isSameMemory(before.memoryBytes(), after.memoryBytes())) {
      machine.add("the memory in bytes", before.memoryBytes(), after.memoryBytes());
    }
    ContainerLimits first = before.limits();
    ContainerLimits second = after.limits();
    machine.add("the container's limit of processors", orNone(first.cpus()), orNone(second.cpus()));
    machine.add(
        "the container's limit of memory in bytes",
        orNone(first.memoryBytes()),
        orNone(second.memoryBytes()));
  }

  private static void addJvm(
      List<EnvironmentDifference> differences, HostJvm before, HostJvm after) {
    Collector jvm = new Collector(differences, Aspect.JVM);
    jvm.add("the JVM's vendor", before.vendor(), after.vendor());
    jvm.add("the Java version", before.version(), after.version());
    jvm.add("the JVM", before.name(), after.name());
    jvm.add("the JVM's version", before.vmVersion(), after.vmVersion());
    jvm.add("the JVM's flags", flagText(before), flagText(after));
  }

  private static void addBackends(
      List<EnvironmentDifference> differences,
      List<BackendDescription> before,
      List<BackendDescription> after) {
    Collector backends = new Collector(differences, Aspect.BACKEND);
    SortedMap<String, BackendDescription> first = byName(before);
    SortedMap<String, BackendDescription> second = byName(after);
    for (String name : union(first, second)) {
      BackendDescription a = first.get(name);
      BackendDescription b = second.get(name);
      if (a == null || b == null) {
        backends.add(
            "the backend " + name,
            a == null ? "missing" : "there",
            b == null ? "missing" : "there");
        continue;
      }
      backends.add("the library of " + name, a.library(), b.library());
      backends.add("the version of " + name, a.version(), b.version());
      backends.add("the availability of " + name, availability(a), availability(b));
      backends.addAll("the class of " + name + " for ", a, b, BackendDescription::implementations);
      backends.addAll("the detail of " + name + " called ", a, b, BackendDescription::details);
      backends.addAll("the SHA-256 of " + name + "'s ", a, b, BackendDescription::jars);
    }
  }

  /** The difference in words, without a full stop. */
  public String words() {
    return what + ": " + before + " then, " + after + " now";
  }

  private static String orNone(@Nullable Object value) {
    return Objects.toString(value, NONE);
  }

  private static boolean isSameMemory(@Nullable Long before, @Nullable Long after) {
    return before != null
        && after != null
        && Math.abs(before - after) <= SAME_MEMORY * Math.max(before, after);
  }

  private static String cacheText(Machine machine) {
    return machine.caches().isEmpty() ? Environment.UNKNOWN : machine.caches().toString();
  }

  private static String flagText(HostJvm jvm) {
    return jvm.flags().isEmpty() ? NONE : String.join(" ", jvm.flags());
  }

  private static String availability(BackendDescription backend) {
    return backend.isAvailable() ? "there" : "missing (" + backend.unavailable() + ")";
  }

  private static SortedMap<String, BackendDescription> byName(List<BackendDescription> backends) {
    SortedMap<String, BackendDescription> byName = new TreeMap<>();
    backends.forEach(backend -> byName.put(backend.name(), backend));
    return byName;
  }

  private static SortedSet<String> union(Map<String, ?> before, Map<String, ?> after) {
    SortedSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    return names;
  }

  /** Collects differences of one aspect. */
  private record Collector(List<EnvironmentDifference> differences, Aspect aspect) {

    /** Null stands for a number that is unknown. */
    void add(String what, @Nullable Object before, @Nullable Object after) {
      if (!Objects.equals(before, after)) {
        differences.add(
            new EnvironmentDifference(
                aspect,
                what,
                Objects.toString(before, Environment.UNKNOWN),
                Objects.toString(after, Environment.UNKNOWN)));
      }
    }

    void addAll(
        String what,
        BackendDescription before,
        BackendDescription after,
        Function<BackendDescription, SortedMap<String, String>> figures) {
      SortedMap<String, String> first = figures.apply(before);
      SortedMap<String, String> second = figures.apply(after);
      for (String name : union(first, second)) {
        add(what + name, orNone(first.get(name)), orNone(second.get(name)));
      }
    }
  }
}
