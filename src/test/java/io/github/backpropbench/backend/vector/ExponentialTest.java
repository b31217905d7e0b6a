package io.github.backpropbench.backend.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ExponentialTest {
  private static final double LN2 = Math.log(2);

  @Test
  void float32IsWithinFourUlp() {
    assertThat(Accuracy.worst(ExponentialF32::exp, StrictMath::exp, 4001)).isLessThan(4);
  }

  @Test
  @Tag("slow")
  void float32IsWithinFourUlpAtEveryNumber() {
    assertThat(Accuracy.worst(ExponentialF32::exp, StrictMath::exp, 1)).isLessThan(4);
  }

  @Test
  void float64IsWithinTwoUlpFromUnderflowToOverflow() {
    assertWithinTwoUlp(new Random(1).doubles(3000, -746, 709.79));
    assertWithinTwoUlp(new Random(2).doubles(1000, -746, -708)); // subnormal results
  }

  @Test
  void float64IsWithinTwoUlpWhereTheIntegerPartChanges() {
    assertWithinTwoUlp(
        IntStream.iterate(-1075, n -> n < 1024, n -> n + 3)
            .mapToDouble(n -> (n + 0.5) * LN2)
            .flatMap(x -> DoubleStream.of(Math.nextDown(x), x, Math.nextUp(x))));
    assertWithinTwoUlp(
        IntStream.iterate(-1075, n -> n < 1024, n -> n + 3).mapToDouble(n -> n * LN2));
  }

  @Test
  void float64IsWithinTwoUlpNearZeroAndAtTheEnds() {
    Random random = new Random(3);
    assertWithinTwoUlp(
        random.doubles(1000, 0, 1).map(x -> x * Math.scalb(1.0, -random.nextInt(80))));
    assertWithinTwoUlp(
        random.doubles(1000, -1, 0).map(x -> x * Math.scalb(1.0, -random.nextInt(80))));
    assertWithinTwoUlp(
        DoubleStream.of(
            Double.MIN_VALUE, -Double.MIN_VALUE, Double.MIN_NORMAL, 709.782712893384, -745.133));
    assertWithinTwoUlp(DoubleStream.iterate(-745.1332191019412, Math::nextUp).limit(100));
    assertWithinTwoUlp(DoubleStream.iterate(709.782712893384, Math::nextDown).limit(100));
  }

  @Test
  void limits() {
    float infinity = Float.POSITIVE_INFINITY;
    assertThat(Accuracy.values(ExponentialF32::exp, 0, -0f, infinity, -infinity, 1e30f, -1e30f))
        .containsExactly(1, 1, infinity, 0, infinity, 0);
    assertThat(Accuracy.values(ExponentialF32::exp, 88.723f, -104)).containsExactly(infinity, 0);
    assertThat(Accuracy.values(ExponentialF32::exp, 88.722f)[0]).isFinite();
    assertThat(Accuracy.values(ExponentialF64::exp, 0, -0.0, infinity, -infinity, 1e300, -1e300))
        .containsExactly(1, 1, infinity, 0, infinity, 0);
    assertThat(Accuracy.values(ExponentialF64::exp, 709.7828, -746)).containsExactly(infinity, 0);
    assertThat(Accuracy.values(ExponentialF64::exp, 709.7827)[0]).isFinite();
  }

  @Test
  void aNanOfEitherSignStaysNan() {
    float negative = Float.intBitsToFloat(0xffc00000);
    assertThat(Accuracy.values(ExponentialF32::exp, Float.NaN, negative, 0))
        .containsExactly(Float.NaN, Float.NaN, 1);
    assertThat(Accuracy.values(ExponentialF64::exp, Double.NaN, (double) negative, 0))
        .containsExactly(Double.NaN, Double.NaN, 1);
  }

  private static void assertWithinTwoUlp(DoubleStream x) {
    assertThat(Accuracy.worst(ExponentialF64::exp, ExactFunctions::exp, x.toArray())).isLessThan(2);
  }
}
