package io.github.backpropbench.statistics;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Forks that a real machine measured; see the resource's README.
 *
 * @param runs by number, then by cell, then by round: the logarithms of the iterations
 */
record RecordedForks(Map<String, Map<String, Map<Integer, double[]>>> runs) {
  private static final int RUN = 0;
  private static final int MACHINE = 1;
  private static final int CELL = 2;
  private static final int ROUND = 3;
  private static final int ITERATIONS = 4;

  /**
   * @param machine {@code alone} or {@code busy}
   */
  static RecordedForks of(String machine) {
    Map<String, Map<String, Map<Integer, double[]>>> runs = new TreeMap<>();
    for (String[] fields : lines()) {
      if (fields[MACHINE].equals(machine)) {
        runs.computeIfAbsent(fields[RUN], run -> new TreeMap<>())
            .computeIfAbsent(fields[CELL], cell -> new TreeMap<>())
            .put(
                Integer.valueOf(fields[ROUND]),
                Arrays.stream(fields[ITERATIONS].split(" "))
                    .mapToDouble(time -> Math.log(Double.parseDouble(time)))
                    .toArray());
      }
    }
    return new RecordedForks(runs);
  }

  private static List<String[]> lines() {
    List<String[]> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    RecordedForks.class.getResourceAsStream("recorded-forks.csv")),
                StandardCharsets.UTF_8))) {
      reader.lines().skip(1).map(line -> line.split(",")).forEach(lines::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }
}
