package io.github.backpropbench.report.section;

import io.github.backpropbench.report.analysis.MethodLosses;
import io.github.backpropbench.report.document.Block;
import io.github.backpropbench.report.document.Block.Paragraph;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.results.LossCurve;
import io.github.backpropbench.results.RunFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The losses of the original experiment's trainings, and how well the backends agree on them. */
final class LossSection {
  private static final List<Integer> STEPS = List.of(0, 99, 199, 299, 399, 499);

  private LossSection() {}

  /** Empty if nothing was trained. */
  static Optional<Section> of(List<LossCurve> curves) {
    if (curves.isEmpty()) {
      return Optional.empty();
    }
    List<Column> columns = new ArrayList<>(List.of(Column.words("method")));
    STEPS.forEach(step -> columns.add(Column.figure("step " + step)));
    columns.add(Column.figure("backends"));
    List<Row> rows = MethodLosses.among(curves).stream().map(LossSection::row).toList();
    List<Block> blocks =
        List.of(
            new Paragraph(
                "Loss before a step's update with the first backend; then the number of backends,"
                    + " and ± their largest relative difference from the first at any step."),
            new Table("", columns, rows, RunFolder.LOSSES),
            new Paragraph(
                "The original experiment found that autograd matches plain gradient descent, that"
                    + " its hand-written version with a bias comes close but is not equal, and that"
                    + " Adam hardly moves at that learning rate. That version is the gradient"
                    + " 'notebook' here: it divides the bias gradients by the batch size and takes"
                    + " the ReLU's mask before adding the bias. In all other tables, manual"
                    + " gradients are exact."));
    return Optional.of(new Section("Losses of the original experiment", blocks));
  }

  private static Row row(MethodLosses method) {
    List<LossCurve> curves = method.curves();
    List<String> cells = new ArrayList<>(List.of(method.label()));
    List<Double> first = curves.get(0).losses();
    for (int step : STEPS) {
      cells.add(step < first.size() ? Figures.loss(first.get(step)) : Figures.NONE);
    }
    cells.add(agreement(curves));
    return Row.of(cells);
  }

  private static String agreement(List<LossCurve> curves) {
    if (curves.size() < 2) {
      return "1";
    }
    double difference = largestDifference(curves);
    return Double.isNaN(difference)
        ? curves.size() + ", differ"
        : curves.size() + " ±" + Figures.magnitude(difference);
  }

  /** NaN if a backend's training diverged, or has another number of steps than the first. */
  private static double largestDifference(List<LossCurve> curves) {
    List<Double> first = curves.get(0).losses();
    double largest = 0;
    for (LossCurve curve : curves) {
      if (curve.losses().size() != first.size()) {
        return Double.NaN;
      }
      for (int step = 0; step < first.size(); step++) {
        double reference = first.get(step);
        double difference = Math.abs(curve.losses().get(step) - reference);
        largest = Math.max(largest, difference == 0 ? 0 : difference / Math.abs(reference));
      }
    }
    return largest;
  }
}
