package io.github.backpropbench.backend.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.kernel.Precision;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProductSizesTest {

  @ParameterizedTest
  @EnumSource(Precision.class)
  void productsOfAnySizeAreRight(Precision precision) {
    assertThat(ProductSizes.failure(new VectorProvider().create(precision, 1), 7)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void soAreThoseOnSeveralThreads(Precision precision) {
    assertThat(ProductSizes.failure(new VectorProvider().create(precision, 2), 13)).isEmpty();
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "-XX:MaxVectorSize=64, true",
    "-XX:UseAVX=2, true",
    "-XX:MaxVectorSize=32, true",
    "-XX:MaxVectorSize=16, true",
    "-XX:MaxVectorSize=32, false"
  })
  void soAreThoseOnOtherVectors(String width, String narrow) throws IOException {
    assertThat(
            VectorProcess.output(
                ProductSizes.class,
                "--add-modules=jdk.incubator.vector",
                width,
                "-Dbackpropbench.vector.narrow=" + narrow))
        .contains("f32: all right", "f64: all right");
  }

  @Test
  @Tag("slow")
  void everySizeIsRightHereToo() {
    assertThat(ProductSizes.failure(new VectorProvider().create(Precision.F32, 1), 1)).isEmpty();
  }
}
