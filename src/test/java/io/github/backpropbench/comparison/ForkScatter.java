package io.github.backpropbench.comparison;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * How the forks of real cells scatter, with their tails and levels; see the resource's README.
 *
 * @param cells for each cell, the logarithms of its forks' scores around their mean
 */
public record ForkScatter(List<double[]> cells) {
  private static final int MACHINE = 0;
  private static final int SCATTER = 2;

  /**
   * @param machine {@code intel} or {@code amd}
   */
  public static ForkScatter of(String machine) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(ForkScatter.class.getResourceAsStream("fork-scatter.csv")),
                StandardCharsets.UTF_8))) {
      return new ForkScatter(
          reader
              .lines()
              .skip(1)
              .map(line -> line.split(","))
              .filter(fields -> fields[MACHINE].equals(machine))
              .map(fields -> scatter(fields[SCATTER]))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Values around the mean of a few of them are closer to it than to the mean of all. */
  private static double[] scatter(String logs) {
    double[] around = Arrays.stream(logs.split(" ")).mapToDouble(Double::parseDouble).toArray();
    double wider = Math.sqrt(around.length / (around.length - 1.0));
    return Arrays.stream(around).map(log -> wider * log).toArray();
  }

  /** The scatter of one of the cells. */
  public double[] cell(Random random) {
    return cells.get(random.nextInt(cells.size()));
  }
}
