package io.github.backpropbench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.SampleRun;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

class JmhLockTest {
  private static final Measurement DONE =
      SampleRun.measurement(1, SampleRun.trainingStep("arrays", 1), 1.0);

  @Test
  @Tag("serial")
  void knowsJmhsOwnRefusal() throws IOException {
    Path lock = Path.of(System.getProperty("java.io.tmpdir"), "jmh.lock");
    try (RandomAccessFile file = new RandomAccessFile(lock.toFile(), "rw");
        FileLock held = file.getChannel().lock()) {
      assertThat(held.isValid()).isTrue();
      Runner runner =
          new Runner(new OptionsBuilder().include("nonesuch").build(), new QuietOutput());
      assertThatThrownBy(runner::run)
          .isInstanceOfSatisfying(
              RunnerException.class, refusal -> assertThat(JmhLock.isTaken(refusal)).isTrue());
    }
  }

  @Test
  void waitsForItsTurn() {
    int[] attempts = {0};
    Measurement measurement =
        JmhLock.whenFree(
            () -> {
              if (attempts[0]++ < 2) {
                throw new RunnerException("taken");
              }
              return DONE;
            });
    assertThat(measurement).isEqualTo(DONE);
    assertThat(attempts[0]).isEqualTo(3);
  }

  @Test
  void doesNotWaitForEver() {
    assertThatThrownBy(
            () ->
                JmhLock.whenFree(
                    () -> {
                      throw new RunnerException("taken");
                    },
                    Duration.ofMillis(1)))
        .isInstanceOf(MachineBusyException.class)
        .hasMessageContaining("another program has been measuring");
  }
}
