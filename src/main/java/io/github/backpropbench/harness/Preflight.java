package io.github.backpropbench.harness;

import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.HostJvm;
import io.github.backpropbench.results.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import oshi.SystemInfo;
import oshi.hardware.PowerSource;

/** Warns, before measurements start, of what is likely to spoil them. */
public final class Preflight {
  private static final Path GOVERNOR =
      Path.of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
  private static final double BUSY_SHARE = 0.25;
  private static final int ENOUGH_CORES = 2;

  /** The first characters of JVM flags that change what is measured. */
  private static final List<String> SPOILING_FLAGS =
      List.of(
          "-agentlib:", "-agentpath:", "-javaagent:", "-Xdebug", "-Xrunjdwp", "-Xint", "-Xcomp");

  private Preflight() {}

  /** A sentence for each problem, with its remedy. */
  public static List<String> warnings(Environment environment) {
    return warnings(
        environment,
        new Surroundings(
            Runtime.getRuntime().availableProcessors(), governor(GOVERNOR), onBattery()));
  }

  /**
   * What is not recorded in an environment.
   *
   * @param processors the number that this process may use
   * @param governor the CPU frequency governor; empty if unknown
   */
  record Surroundings(int processors, String governor, boolean onBattery) {}

  static List<String> warnings(Environment environment, Surroundings surroundings) {
    return Stream.of(
            load(environment.machine()),
            cores(environment.machine(), surroundings.processors),
            clock(surroundings),
            jvm(environment.jvm()))
        .flatMap(List::stream)
        .toList();
  }

  private static List<String> load(Machine machine) {
    Integer cores = machine.logicalCores();
    Double load = machine.loadAverage();
    if (cores == null || load == null || load <= BUSY_SHARE * cores) {
      return List.of();
    }
    return List.of(
        String.format(
            Locale.ROOT,
            "The machine is busy (load average %.2f on %d cores); end other programs.",
            load,
            cores));
  }

  private static List<String> cores(Machine machine, int processors) {
    Double quota = machine.limits().cpus();
    if (quota != null && quota < ENOUGH_CORES) {
      return List.of(
          String.format(
              Locale.ROOT,
              "The container may use %.2f cores only and is paused when it uses more; raise its CPU"
                  + " quota to two or more.",
              quota));
    }
    if (processors < ENOUGH_CORES) {
      return List.of(
          "There is only one core to use, which the compiler and the garbage collector share with"
              + " what is measured; use a machine with two or more, or let this process use them.");
    }
    return List.of();
  }

  private static List<String> clock(Surroundings surroundings) {
    List<String> warnings = new ArrayList<>();
    String governor = surroundings.governor;
    if (!governor.isEmpty() && !governor.equals("performance")) {
      warnings.add(
          "The CPU frequency governor is '"
              + governor
              + "'; 'cpupower frequency-set -g performance' keeps the clock steady.");
    }
    if (surroundings.onBattery) {
      warnings.add("The machine runs on battery, which slows it down; plug it in.");
    }
    return warnings;
  }

  private static List<String> jvm(HostJvm jvm) {
    List<String> warnings = new ArrayList<>();
    if (jvm.vmVersion().contains("debug")) {
      warnings.add("The JVM is a debug build (" + jvm.vmVersion() + "); use a product build.");
    }
    for (String flag : jvm.flags()) {
      if (SPOILING_FLAGS.stream().anyMatch(flag::startsWith)) {
        warnings.add("The JVM runs with " + flag + ", which its forks inherit; start it without.");
      }
    }
    return warnings;
  }

  private static String governor(Path file) {
    try {
      return Files.isReadable(file) ? Files.readString(file).strip() : "";
    } catch (IOException e) {
      return "";
    }
  }

  private static boolean onBattery() {
    try {
      List<PowerSource> sources = new SystemInfo().getHardware().getPowerSources();
      return sources.stream().anyMatch(PowerSource::isDischarging);
    } catch (RuntimeException | LinkageError e) {
      return false; // unknown
    }
  }
}
