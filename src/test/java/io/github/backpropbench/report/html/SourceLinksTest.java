package io.github.backpropbench.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.backend.arrays.ArraysKernelF32;
import io.github.backpropbench.results.BackendDescription;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceLinksTest {
  private static final Pattern LINK = Pattern.compile("href=\"([^\"]*)\"");

  @Test
  void bothPrecisionsLinkToTheOneSourceThatIsWritten() {
    String type = ArraysKernelF32.class.getName();
    String html =
        SourceLinks.of(
                List.of(backend(Map.of("f32", type, "f64", type.replace("F32", "F64")))),
                Optional.of(Path.of("bench-results", "a-run")))
            .toString();
    Matcher link = LINK.matcher(html);
    assertThat(link.find()).isTrue();
    assertThat(link.group(1)).startsWith("../../src/main/java/");
    assertThat(Files.exists(Path.of(link.group(1).substring("../../".length())))).isTrue();
    assertThat(link.find()).isFalse();
  }

  @Test
  void otherNamesAreLeftOut() {
    assertThat(
            SourceLinks.of(
                    List.of(
                        backend(Map.of("f32", "javascript:alert(1)")),
                        backend(Map.of("f32", "io.github.backpropbench.backend.x.Y/../../Z")),
                        backend(Map.of())),
                    Optional.of(Path.of("bench-results", "a-run")))
                .isEmpty())
        .isTrue();
  }

  @Test
  void outsideACheckoutASourceIsANameAndNotADeadLink(@TempDir Path folder) {
    List<BackendDescription> backends =
        List.of(backend(Map.of("f32", ArraysKernelF32.class.getName())));
    for (Optional<Path> place : List.of(Optional.of(folder), Optional.<Path>empty())) {
      assertThat(SourceLinks.of(backends, place).toString())
          .contains("<code>src/main/java/")
          .doesNotContain("href");
    }
  }

  @Test
  void whatTheBackendSaysComesBeforeTheNamesOfItsClasses() {
    assertThat(links("https://example.org/our/Adapter.java?at=a&b=c"))
        .contains("href=\"https://example.org/our/Adapter.java?at=a&amp;b=c\"")
        .doesNotContain("src/main/java");
    assertThat(links("README.md")).contains("href=\"../../README.md\">README.md<");
    assertThat(links("src/plugins/own/Own.java")).contains("<code>src/plugins/own/Own.java</code>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org/x",
        "/etc/passwd",
        "../README.md",
        "src/../../README.md",
        "https://example.org/a b",
        "\"><script>alert(1)</script>",
        "file:///etc/passwd",
        "README.md\u0000"
      })
  void whatIsNeitherAUrlNorAPathOfTheRepositoryIsOnlyShown(String source) {
    assertThat(links(source)).contains("<code>").doesNotContain("href", "<script");
  }

  private static String links(String source) {
    BackendDescription own =
        new BackendDescription(
            "own",
            "Own",
            "1",
            "",
            new TreeMap<>(Map.of("f32", ArraysKernelF32.class.getName())),
            new TreeMap<>(),
            new TreeMap<>(),
            "library",
            "MIT",
            source,
            List.of());
    return SourceLinks.of(List.of(own), Optional.of(Path.of("bench-results", "a-run"))).toString();
  }

  private static BackendDescription backend(Map<String, String> implementations) {
    return new BackendDescription("arrays", "arrays", "1", "", new TreeMap<>(implementations));
  }
}
