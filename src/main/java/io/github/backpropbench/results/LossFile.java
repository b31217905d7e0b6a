package io.github.backpropbench.results;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code losses.csv}: one row per step of each training, with the columns {@code method, backend,
 * precision, gradient, optimizer, bias} ({@code true} or {@code false}), {@code step} (from 0) and
 * {@code loss} (a decimal point in every locale; {@code NaN} or {@code Infinity} if it diverged).
 */
public final class LossFile {
  private static final List<String> COLUMNS =
      List.of("method", "backend", "precision", "gradient", "optimizer", "bias", "step", "loss");
  private static final int STEP = 6;
  private static final int LOSS = 7;

  private LossFile() {}

  /** The content of the file. */
  public static String format(List<LossCurve> curves) {
    StringBuilder csv = new StringBuilder(Csv.line(COLUMNS));
    for (LossCurve curve : curves) {
      int step = 0;
      for (double loss : curve.losses()) {
        List<String> row = new ArrayList<>(factors(curve));
        row.add(Integer.toString(step++));
        row.add(Double.toString(loss));
        csv.append(Csv.line(row));
      }
    }
    return csv.toString();
  }

  /**
   * Reads what {@link #format} wrote.
   *
   * @throws InvalidResultsException if the file cannot be read or is damaged; the message names the
   *     row
   */
  public static List<LossCurve> read(Path file) throws InvalidResultsException {
    List<List<String>> records = Csv.read(file, COLUMNS, "losses");
    Map<List<String>, List<Double>> losses = new LinkedHashMap<>();
    for (int row = 1; row < records.size(); row++) {
      addStep(file, row + 1, records.get(row), losses);
    }
    return losses.entrySet().stream().map(e -> curve(e.getKey(), e.getValue())).toList();
  }

  private static void addStep(
      Path file, int row, List<String> fields, Map<List<String>, List<Double>> losses)
      throws InvalidResultsException {
    Csv.requireFields(file, row, fields, COLUMNS.size());
    List<Double> curve =
        losses.computeIfAbsent(List.copyOf(fields.subList(0, STEP)), factors -> new ArrayList<>());
    if (!fields.get(STEP).equals(Integer.toString(curve.size()))) {
      throw new InvalidResultsException(
          "%s, row %d, has step '%s'; step %d should come here"
              .formatted(file, row, fields.get(STEP), curve.size()));
    }
    try {
      curve.add(Double.valueOf(fields.get(LOSS)));
    } catch (NumberFormatException e) {
      throw new InvalidResultsException(
          "%s, row %d, has a loss that is not a number: '%s'"
              .formatted(file, row, fields.get(LOSS)),
          e);
    }
  }

  private static List<String> factors(LossCurve curve) {
    return List.of(
        Csv.text(curve.method()),
        Csv.text(curve.backend()),
        Csv.text(curve.precision()),
        Csv.text(curve.gradient()),
        Csv.text(curve.optimizer()),
        Boolean.toString(curve.bias()));
  }

  private static LossCurve curve(List<String> factors, List<Double> losses) {
    List<String> texts = factors.stream().map(Csv::unguarded).toList();
    return new LossCurve(
        texts.get(0),
        texts.get(1),
        texts.get(2),
        texts.get(3),
        texts.get(4),
        Boolean.parseBoolean(texts.get(5)),
        losses);
  }
}
