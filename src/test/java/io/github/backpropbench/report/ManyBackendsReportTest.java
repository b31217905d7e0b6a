package io.github.backpropbench.report;

import io.github.backpropbench.results.RunResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The report of fifteen backends says what matters first, and loses nothing. */
class ManyBackendsReportTest {
  @Test
  void look() throws IOException {
    Path out = Path.of("/tmp/r15look");
    RunResults run = ManyBackends.ofReference();
    RunReport report = RunReport.of(run);
    long start = System.nanoTime();
    report = RunReport.of(run);
    report.files(out).forEach((name, text) -> write(out.resolve(name), text));
    write(out.resolve("report.txt"), report.text());
    System.out.println("SECONDS " + (System.nanoTime() - start) / 1e9);
    Path three = Path.of("/tmp/r15target");
    RunReport targets =
        RunReport.of(
            ManyBackends.with(
                new TargetRun().backends("arrays", "ejml", "ojalgo", "vector", "blas").results()));
    targets.files(out).forEach((name, text) -> write(three.resolve(name), text));
    write(three.resolve("report.txt"), targets.text());
  }

  private static void write(Path path, String text) {
    try {
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
