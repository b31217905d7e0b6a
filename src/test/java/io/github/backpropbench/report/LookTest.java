package io.github.backpropbench.report;

import io.github.backpropbench.harness.Profile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LookTest {
  @Test
  void look() throws Exception {
    RunReport quick = RunReport.of(SyntheticRun.of(Profile.QUICK, "arrays", "ejml", "ojalgo"));
    RunReport standard =
        RunReport.of(
            SyntheticRun.of(Profile.STANDARD, "arrays", "ejml", "ojalgo", "vector", "blas"));
    Path out = Path.of("/tmp/look");
    Files.createDirectories(out);
    Files.writeString(out.resolve("quick.md"), quick.markdown());
    Files.writeString(out.resolve("quick.txt"), quick.text());
    Files.writeString(out.resolve("standard.md"), standard.markdown());
    Files.writeString(out.resolve("standard.txt"), standard.text());
  }
}
