package io.github.backpropbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.Machine.Cache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import oshi.hardware.CentralProcessor.ProcessorCache;

class CacheProbeTest {
  private static final ProcessorCache FROM_OSHI =
      new ProcessorCache(2, 8, 64, 1 << 20, ProcessorCache.Type.UNIFIED);

  private Path root;

  @BeforeEach
  void emptyFileSystem(@TempDir Path folder) {
    root = folder;
  }

  @Test
  void readsTheDifferentCachesOfAllCoresFromSys() throws IOException {
    for (String core : List.of("cpu0", "cpu1")) {
      write(core + "/cache/index0", "1", "Data", "32K");
      write(core + "/cache/index3", "3", "Unified", "32768K");
    }
    write("cpu2/cache/index0", "1", "Data", "48K");
    write("cpufreq/cache/index0", "1", "Data", "1K");
    Files.createDirectories(root.resolve("sys/devices/system/cpu/cpu3"));
    assertThat(new CacheProbe(root).caches(List.of(FROM_OSHI)))
        .containsExactly(
            new Cache(1, "data", 32 << 10),
            new Cache(1, "data", 48 << 10),
            new Cache(3, "unified", 32 << 20));
  }

  @Test
  void asksOshiElsewhere() {
    assertThat(new CacheProbe(root).caches(List.of(FROM_OSHI)))
        .containsExactly(new Cache(2, "unified", 1 << 20));
  }

  private void write(String index, String level, String type, String size) throws IOException {
    Path folder = Files.createDirectories(root.resolve("sys/devices/system/cpu").resolve(index));
    Files.writeString(folder.resolve("level"), level + "\n");
    Files.writeString(folder.resolve("type"), type + "\n");
    Files.writeString(folder.resolve("size"), size + "\n");
  }
}
