package io.github.backpropbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.backend.BackendRegistry;
import io.github.backpropbench.results.BackendDescription;
import java.util.List;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_FDRM;
import org.junit.jupiter.api.Test;
import org.ojalgo.matrix.store.R032Store;

/** The tests run on the jars themselves, so what the build recorded can be computed again. */
class LibraryHashesTest {

  @Test
  void areThoseOfTheJarsThatAreLoaded() {
    BackendDescription ejml = describe("ejml");
    assertThat(ejml.jars().keySet()).allMatch(jar -> jar.contains(ejml.version())).hasSize(3);
    assertThat(ejml.jars().values())
        .contains(JarDigest.of(CommonOps_DDRM.class), JarDigest.of(CommonOps_FDRM.class));
    assertThat(describe("ojalgo").jars().values()).containsExactly(JarDigest.of(R032Store.class));
  }

  @Test
  void aBackendWithoutALibraryHasNone() {
    assertThat(describe("arrays").jars()).isEmpty();
    assertThat(LibraryHashes.of(List.of("ejm", "ejml-core-0"))).isEmpty();
  }

  @Test
  void aBackendNamesTheClassesThatWereLoaded() {
    assertThat(describe("arrays").implementations())
        .containsOnlyKeys("f32", "f64")
        .containsEntry("f32", "io.github.backpropbench.backend.arrays.ArraysKernelF32");
  }

  private static BackendDescription describe(String backend) {
    return BackendProbe.describe(BackendRegistry.load().find(backend));
  }
}
