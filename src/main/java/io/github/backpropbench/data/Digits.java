package io.github.backpropbench.data;

import io.github.backpropbench.problem.NetworkShape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * The data set {@code digits}: 1,797 images of 8×8 pixels, of ten classes. Where it is from, and
 * its licence, stands beside it, in {@code README.md}.
 */
final class Digits {
  static final String NAME = "digits";

  /** A hidden layer of 32 is enough for 95 % of the test rows and more. */
  static final NetworkShape SHAPE = new NetworkShape(64, 32, 10);

  private static final int FEATURES = 64;
  private static final int CLASSES = 10;

  /** The largest value of a pixel; a power of two, so that scaling rounds nothing. */
  private static final double LARGEST = 16.0;

  private Digits() {}

  static Samples load() {
    List<String> lines = lines();
    double[] x = new double[lines.size() * FEATURES];
    double[] y = new double[lines.size() * CLASSES];
    for (int row = 0; row < lines.size(); row++) {
      String[] values = lines.get(row).split(",", -1);
      for (int i = 0; i < FEATURES; i++) {
        x[row * FEATURES + i] = Integer.parseInt(values[i]) / LARGEST;
      }
      y[row * CLASSES + Integer.parseInt(values[FEATURES])] = 1.0;
    }
    List<String> classes = IntStream.range(0, CLASSES).mapToObj(Integer::toString).toList();
    return new Samples(NAME, new Samples.Numbers(x, FEATURES), CLASSES, y, classes, null);
  }

  private static List<String> lines() {
    try (InputStream file = Digits.class.getResourceAsStream("digits.csv.gz");
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Objects.requireNonNull(file)),
                    StandardCharsets.US_ASCII))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the jar is damaged: " + NAME, e);
    }
  }
}
