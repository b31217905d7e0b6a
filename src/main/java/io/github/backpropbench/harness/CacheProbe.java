package io.github.backpropbench.harness;

import io.github.backpropbench.results.Machine.Cache;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import oshi.hardware.CentralProcessor.ProcessorCache;

/**
 * Finds the processor's caches. On Linux they are read from {@code /sys}: OSHI 6.9.1 drops the unit
 * of the sizes there and returns kibibytes for bytes.
 */
final class CacheProbe {
  private static final Comparator<Cache> ORDER =
      Comparator.comparing(Cache::level).thenComparing(Cache::type).thenComparing(Cache::bytes);

  private final Path processors;

  /**
   * @param root the file system's root, {@code /} except in tests
   */
  CacheProbe(Path root) {
    this.processors = root.resolve("sys/devices/system/cpu");
  }

  /**
   * The distinct caches of all cores, from the lowest level; none if they are unknown.
   *
   * @param fromOshi used where there is no {@code /sys}
   */
  List<Cache> caches(List<ProcessorCache> fromOshi) {
    SortedSet<Cache> caches = new TreeSet<>(ORDER);
    try (DirectoryStream<Path> cores = Files.newDirectoryStream(processors, "cpu[0-9]*")) {
      for (Path core : cores) {
        addCaches(core.resolve("cache"), caches);
      }
    } catch (IOException e) {
      fromOshi.forEach(
          cache ->
              caches.add(
                  new Cache(cache.getLevel(), type(cache.getType().name()), cache.getCacheSize())));
    }
    return List.copyOf(caches);
  }

  private static void addCaches(Path core, SortedSet<Cache> caches) throws IOException {
    if (!Files.isDirectory(core)) {
      return; // a core that is switched off
    }
    try (DirectoryStream<Path> indices = Files.newDirectoryStream(core, "index*")) {
      for (Path index : indices) {
        String size = word(index.resolve("size"));
        if (size.matches("[0-9]{1,9}K")) { // the kernel writes no other unit
          long kibibytes = Long.parseLong(size.substring(0, size.length() - 1));
          int level = Integer.parseInt(word(index.resolve("level")));
          caches.add(new Cache(level, type(word(index.resolve("type"))), kibibytes << 10));
        }
      }
    }
  }

  private static String type(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static String word(Path file) throws IOException {
    return Files.readString(file).strip();
  }
}
