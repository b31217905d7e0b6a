package io.github.backpropbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.backend.arrays.ArraysProvider;
import io.github.backpropbench.kernel.LibraryProvider;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.results.BackendDescription;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackendProbeTest {

  @Test
  void aBackendMayHaveOnePrecisionOnly() {
    BackendDescription description = BackendProbe.describe(new Float64Provider());
    assertThat(description.implementations()).containsOnlyKeys("f64");
    assertThat(description.name()).isEqualTo("single");
    assertThat(description.library()).isEqualTo("Single");
    assertThat(description.licence()).isEqualTo("MIT");
    assertThat(description.source()).isEqualTo("src/single");
  }

  private static final class Float64Provider extends LibraryProvider {
    Float64Provider() {
      super("single", "Single", "MIT", "src/single");
    }

    @Override
    public int interfaceVersion() {
      return INTERFACE_VERSION;
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public Set<Precision> precisions() {
      return Set.of(Precision.F64);
    }

    @Override
    public MatrixKernel<?> create(Precision precision, int threads) {
      return new ArraysProvider().create(precision);
    }
  }
}
