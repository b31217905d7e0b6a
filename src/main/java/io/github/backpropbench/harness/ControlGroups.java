package io.github.backpropbench.harness;

import io.github.backpropbench.results.Machine.ContainerLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The limits that Linux control groups, version 1 or 2, set for this process. A group is also
 * limited by those above it: the smallest limit counts.
 */
final class ControlGroups {
  /** Version 1 writes "no limit" as the largest multiple of the page size that fits a long. */
  private static final long NO_MEMORY_LIMIT = 1L << 60;

  private final Path mounts;
  private final Path membership;

  /**
   * @param root the file system's root, {@code /} except in tests
   */
  ControlGroups(Path root) {
    this.mounts = root.resolve("sys/fs/cgroup");
    this.membership = root.resolve("proc/self/cgroup");
  }

  /** The limits; none on systems without control groups. */
  ContainerLimits limits() {
    List<Double> cpus = new ArrayList<>();
    List<Long> memory = new ArrayList<>();
    for (String line : lines(membership)) {
      // hierarchy-ID:controllers:path; version 2 has no controllers
      String[] fields = line.split(":", 3);
      if (fields.length == 3) {
        for (String controller : fields[1].split(",", -1)) {
          for (Path group : withParents(mounts.resolve(controller), fields[2])) {
            addIfLimited(cpus, cpus(group));
            addIfLimited(memory, memory(group));
          }
        }
      }
    }
    return new ContainerLimits(
        cpus.stream().min(Double::compare).orElse(null),
        memory.stream().min(Long::compare).orElse(null));
  }

  private static <T> void addIfLimited(List<T> limits, @Nullable T limit) {
    if (limit != null) {
      limits.add(limit);
    }
  }

  /** The group's folder, which a container may not see, and all above it up to the mount. */
  private static List<Path> withParents(Path mount, String group) {
    List<Path> folders = new ArrayList<>();
    Path folder = mount.resolve(group.replaceFirst("^/+", "")).normalize();
    while (folder != null && folder.startsWith(mount)) {
      folders.add(folder);
      folder = folder.getParent();
    }
    return folders;
  }

  private static @Nullable Double cpus(Path group) {
    List<String> quotaAndPeriod =
        Files.exists(group.resolve("cpu.max"))
            ? words(group.resolve("cpu.max"))
            : Stream.of("cpu.cfs_quota_us", "cpu.cfs_period_us")
                .flatMap(name -> words(group.resolve(name)).stream())
                .toList();
    if (quotaAndPeriod.size() != 2) {
      return null;
    }
    Long quota = number(quotaAndPeriod.get(0));
    Long period = number(quotaAndPeriod.get(1));
    return quota == null || period == null ? null : (double) quota / period;
  }

  private static @Nullable Long memory(Path group) {
    for (String name : List.of("memory.max", "memory.limit_in_bytes")) {
      List<String> words = words(group.resolve(name));
      Long limit = words.isEmpty() ? null : number(words.get(0));
      if (limit != null && limit < NO_MEMORY_LIMIT) {
        return limit;
      }
    }
    return null;
  }

  /** A positive number; null for "max" and -1, which both mean that there is no limit. */
  private static @Nullable Long number(String word) {
    return word.matches("[1-9][0-9]{0,17}|9[0-9]{18}") ? Long.valueOf(word) : null;
  }

  private static List<String> words(Path file) {
    return lines(file).stream().flatMap(line -> Stream.of(line.trim().split(" +"))).toList();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException | SecurityException e) {
      return List.of(); // not this version, or not this operating system
    }
  }
}
