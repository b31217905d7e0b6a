package io.github.backpropbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.Environment;
import org.junit.jupiter.api.Test;

class JarDigestTest {
  @Test
  void isTheSha256OfAJar() {
    assertThat(JarDigest.of(Test.class))
        .matches("[0-9a-f]{64}")
        .isEqualTo(JarDigest.of(Test.class));
    assertThat(JarDigest.of(Test.class)).isNotEqualTo(JarDigest.of(oshi.SystemInfo.class));
  }

  @Test
  void isUnknownForClassesInAFolderOrInTheJdk() {
    assertThat(JarDigest.of(JarDigest.class)).isEqualTo(Environment.UNKNOWN);
    assertThat(JarDigest.of(String.class)).isEqualTo(Environment.UNKNOWN);
  }
}
