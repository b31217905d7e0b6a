package io.github.backpropbench.backend.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LogarithmTest {

  @Test
  void float32IsWithinFourUlp() {
    assertThat(Accuracy.worst(LogarithmF32::log, StrictMath::log, 4001)).isLessThan(4);
  }

  @Test
  @Tag("slow")
  void float32IsWithinFourUlpAtEveryNumber() {
    assertThat(Accuracy.worst(LogarithmF32::log, StrictMath::log, 1)).isLessThan(4);
  }

  @Test
  void float64IsWithinTwoUlpFromTheSmallestNumberToTheLargest() {
    long largest = Double.doubleToLongBits(Double.MAX_VALUE);
    assertWithinTwoUlp(new Random(1).longs(3000, 1, largest).mapToDouble(Double::longBitsToDouble));
    assertWithinTwoUlp(DoubleStream.of(Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE));
  }

  @Test
  void float64IsWithinTwoUlpOfSubnormalNumbers() {
    Random random = new Random(2);
    assertWithinTwoUlp(
        random
            .longs(500, 1, 1L << 52)
            .mapToDouble(bits -> Double.longBitsToDouble(Math.max(1, bits >> random.nextInt(52)))));
  }

  /** Where the logarithm itself goes to 0, and a small absolute error is a large one. */
  @Test
  void float64IsWithinTwoUlpNearOne() {
    Random random = new Random(3);
    assertWithinTwoUlp(
        random.doubles(2000, -0.5, 1).map(x -> 1 + Math.scalb(x, -random.nextInt(52))));
    assertWithinTwoUlp(DoubleStream.of(Math.nextUp(1.0), Math.nextDown(1.0)));
  }

  @Test
  void float64IsWithinTwoUlpWhereTheExponentChanges() {
    assertWithinTwoUlp(
        IntStream.iterate(-1021, n -> n < 1023, n -> n + (Math.abs(n) < 10 ? 1 : 7))
            .boxed()
            .flatMapToDouble(n -> DoubleStream.of(0x1p0, Math.sqrt(2)).map(x -> Math.scalb(x, n)))
            .filter(x -> x != 1)
            .flatMap(x -> DoubleStream.of(Math.nextDown(x), x, Math.nextUp(x))));
  }

  @Test
  void limits() {
    float infinity = Float.POSITIVE_INFINITY;
    float negative = Float.intBitsToFloat(0xffc00000);
    assertThat(
            Accuracy.values(
                LogarithmF32::log,
                1,
                0,
                -0f,
                infinity,
                -infinity,
                -1,
                -1e-40f,
                Float.NaN,
                negative))
        .containsExactly(
            0, -infinity, -infinity, infinity, Float.NaN, Float.NaN, Float.NaN, Float.NaN,
            Float.NaN);
    assertThat(
            Accuracy.values(
                LogarithmF64::log,
                1,
                0,
                -0.0,
                infinity,
                -infinity,
                -1,
                -1e-310,
                Double.NaN,
                negative))
        .containsExactly(
            0, -infinity, -infinity, infinity, Float.NaN, Float.NaN, Float.NaN, Float.NaN,
            Float.NaN);
  }

  private static void assertWithinTwoUlp(DoubleStream x) {
    assertThat(Accuracy.worst(LogarithmF64::log, ExactFunctions::log, x.toArray())).isLessThan(2);
  }
}
