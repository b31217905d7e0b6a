package io.github.backpropbench.results;

import io.github.backpropbench.results.EvaluationCurve.Evaluation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code evaluations.csv}: one row per evaluation of each training to a target. The test rows' loss
 * is the mean per row; their accuracy, from 0 to 1, is empty where there are no classes.
 */
public final class EvaluationFile {
  private static final List<String> COLUMNS =
      List.of(
          "data",
          "split",
          "shape",
          "loss",
          "target",
          "epochs",
          "training_rows",
          "optimizer",
          "bias",
          "batch",
          "learning_rate",
          "seed",
          "step",
          "test_loss",
          "test_accuracy");
  private static final int STEP = COLUMNS.indexOf("step");

  private EvaluationFile() {}

  /** The content of the file. */
  public static String format(List<EvaluationCurve> curves) {
    StringBuilder csv = new StringBuilder(Csv.line(COLUMNS));
    for (EvaluationCurve curve : curves) {
      for (Evaluation evaluation : curve.evaluations()) {
        List<String> row = new ArrayList<>(training(curve));
        row.add(Integer.toString(evaluation.step()));
        row.add(Double.toString(evaluation.loss()));
        double accuracy = evaluation.accuracy();
        row.add(Double.isNaN(accuracy) ? "" : Double.toString(accuracy));
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
  public static List<EvaluationCurve> read(Path file) throws InvalidResultsException {
    List<List<String>> records = Csv.read(file, COLUMNS, "evaluations");
    Map<List<String>, List<Evaluation>> trainings = new LinkedHashMap<>();
    for (int row = 1; row < records.size(); row++) {
      List<String> fields = records.get(row);
      Csv.requireFields(file, row + 1, fields, COLUMNS.size());
      try {
        trainings
            .computeIfAbsent(List.copyOf(fields.subList(0, STEP)), training -> new ArrayList<>())
            .add(evaluation(fields.subList(STEP, fields.size())));
        curve(fields.subList(0, STEP), List.of(new Evaluation(0, 0.0, 0.0))).isReached();
      } catch (IllegalArgumentException e) {
        throw new InvalidResultsException(
            "%s, row %d, is damaged: %s".formatted(file, row + 1, e.getMessage()), e);
      }
    }
    return trainings.entrySet().stream().map(e -> curve(e.getKey(), e.getValue())).toList();
  }

  private static Evaluation evaluation(List<String> fields) {
    String accuracy = fields.get(2);
    return new Evaluation(
        Integer.parseInt(fields.get(0)),
        Double.parseDouble(fields.get(1)),
        accuracy.isEmpty() ? Double.NaN : Double.parseDouble(accuracy));
  }

  private static List<String> training(EvaluationCurve curve) {
    return List.of(
        Csv.text(curve.data()),
        Csv.text(curve.split()),
        Csv.text(curve.shape()),
        Csv.text(curve.loss()),
        Csv.text(curve.target()),
        Integer.toString(curve.epochs()),
        Integer.toString(curve.trainingRows()),
        Csv.text(curve.optimizer()),
        Boolean.toString(curve.bias()),
        Integer.toString(curve.batch()),
        Double.toString(curve.learningRate()),
        Integer.toString(curve.seed()));
  }

  private static EvaluationCurve curve(List<String> training, List<Evaluation> evaluations) {
    List<String> texts = training.stream().map(Csv::unguarded).toList();
    return new EvaluationCurve(
        texts.get(0),
        texts.get(1),
        texts.get(2),
        texts.get(3),
        texts.get(4),
        Integer.parseInt(texts.get(5)),
        Integer.parseInt(texts.get(6)),
        texts.get(7),
        Boolean.parseBoolean(texts.get(8)),
        Integer.parseInt(texts.get(9)),
        Double.parseDouble(texts.get(10)),
        Integer.parseInt(texts.get(11)),
        evaluations);
  }
}
