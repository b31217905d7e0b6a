package io.github.backpropbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.Machine.ContainerLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlGroupsTest {
  private Path root;

  @BeforeEach
  void emptyFileSystem(@TempDir Path folder) {
    root = folder;
  }

  @Test
  void noControlGroupsNoLimits() {
    assertLimits(ContainerLimits.NONE);
  }

  @Test
  void version2() throws IOException {
    write("proc/self/cgroup", "0::/");
    write("sys/fs/cgroup/cpu.max", "150000 100000");
    write("sys/fs/cgroup/memory.max", "2147483648");
    assertLimits(new ContainerLimits(1.5, 2147483648L));
  }

  @Test
  void version2WithoutLimits() throws IOException {
    write("proc/self/cgroup", "0::/user.slice");
    write("sys/fs/cgroup/user.slice/cpu.max", "max 100000");
    write("sys/fs/cgroup/user.slice/memory.max", "max");
    assertLimits(ContainerLimits.NONE);
  }

  @Test
  void theSmallestLimitOnTheWayUpCounts() throws IOException {
    write("proc/self/cgroup", "0::/pod/container");
    write("sys/fs/cgroup/pod/cpu.max", "100000 100000");
    write("sys/fs/cgroup/pod/container/cpu.max", "400000 100000");
    write("sys/fs/cgroup/pod/container/memory.max", "1024");
    write("sys/fs/cgroup/pod/memory.max", "4096");
    assertLimits(new ContainerLimits(1.0, 1024L));
  }

  @Test
  void version1() throws IOException {
    write(
        "proc/self/cgroup", "5:cpu,cpuacct:/docker/x\n4:memory:/docker/x\n1:name=systemd:/\n0::/");
    write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "50000");
    write("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000");
    write("sys/fs/cgroup/memory/docker/x/memory.limit_in_bytes", "536870912");
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712");
    assertLimits(new ContainerLimits(0.5, 536870912L));
  }

  @Test
  void version1WithoutLimits() throws IOException {
    write("proc/self/cgroup", "5:cpu:/\n4:memory:/");
    write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1");
    write("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000");
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712");
    assertLimits(ContainerLimits.NONE);
  }

  @Test
  void nonsenseIsNoLimit() throws IOException {
    write("proc/self/cgroup", "x\n0::/../../etc");
    write("sys/fs/cgroup/cpu.max", "many");
    write("sys/fs/cgroup/memory.max", "");
    assertLimits(ContainerLimits.NONE);
  }

  private void assertLimits(ContainerLimits limits) {
    assertThat(new ControlGroups(root).limits()).isEqualTo(limits);
  }

  private void write(String name, String content) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, content + "\n");
  }
}
