package io.github.backpropbench.harness;

import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import oshi.SystemInfo;
import oshi.hardware.PowerSource;

/** What about the machine is likely to spoil measurements, said before they start. */
public final class Preflight {
  private static final Path GOVERNOR =
      Path.of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
  private static final double BUSY_SHARE = 0.25;
  private static final int ENOUGH_CORES = 2;

  private Preflight() {}

  /** A sentence for each trouble, with its remedy; empty if there is none. */
  public static List<String> warnings(Environment environment) {
    return warnings(environment, governor(GOVERNOR), onBattery());
  }

  /**
   * @param governor the CPU frequency governor; empty if unknown
   */
  static List<String> warnings(Environment environment, String governor, boolean onBattery) {
    List<String> warnings = new ArrayList<>();
    Machine machine = environment.machine();
    Integer cores = machine.logicalCores();
    Double load = machine.loadAverage();
    if (cores != null && load != null && load > BUSY_SHARE * cores) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "The machine is busy (load average %.2f on %d cores); end other programs.",
              load,
              cores));
    }
    if (cores != null && cores < ENOUGH_CORES) {
      warnings.add(
          "There is only one core, which the compiler and the garbage collector share with what is"
              + " measured; use a machine with two or more.");
    }
    Double quota = machine.limits().cpus();
    if (quota != null && quota < ENOUGH_CORES) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "The container may use %.2f cores only and is paused when it uses more; raise its CPU"
                  + " quota to two or more.",
              quota));
    }
    if (!governor.isEmpty() && !governor.equals("performance")) {
      warnings.add(
          "The CPU frequency governor is '"
              + governor
              + "'; 'cpupower frequency-set -g performance' keeps the clock steady.");
    }
    if (onBattery) {
      warnings.add("The machine runs on battery, which slows it down; plug it in.");
    }
    warnings.addAll(jvmWarnings(environment));
    return warnings;
  }

  private static List<String> jvmWarnings(Environment environment) {
    List<String> warnings = new ArrayList<>();
    String version = environment.jvm().vmVersion();
    if (version.contains("debug")) {
      warnings.add("The JVM is a debug build (" + version + "); use a product build.");
    }
    for (String flag : environment.jvm().flags()) {
      if (flag.startsWith("-agentlib:") || flag.startsWith("-Xdebug") || flag.equals("-Xint")) {
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
