package io.github.backpropbench.report.section;

import io.github.backpropbench.comparison.Contrast;
import io.github.backpropbench.comparison.WideInterval;
import io.github.backpropbench.harness.ReportedContrasts;
import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.document.Block;
import io.github.backpropbench.report.document.Block.Paragraph;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.RunFolder;
import java.util.List;

/** What is less precise than the run was asked to make it. */
final class PrecisionBlocks {
  private static final int LABEL_LENGTH = 160;

  private PrecisionBlocks() {}

  /** Empty if the run had no target. */
  static List<Block> of(MeasuredRun run) {
    Double target = run.results().description().plan().effort().precisionTarget();
    if (target == null) {
      return List.of();
    }
    List<CellKey> timed =
        run.cells().stream()
            .filter(cell -> run.time(cell).isPresent() && !run.isBaseline(cell))
            .toList();
    List<Contrast> contrasts = ReportedContrasts.of(timed, run.backends().names());
    List<WideInterval> wide = WideInterval.among(timed, contrasts, run.timedForks(), target);
    String goal = "The target was a 95 %% interval of ±%s: ".formatted(Figures.percent(target));
    if (wide.isEmpty()) {
      return List.of(new Paragraph(goal + "all figures reached it."));
    }
    return List.of(
        new Paragraph(
            goal + Words.count(wide.size(), "figure") + " did not reach it in the time given."),
        new Table(
            "",
            List.of(Column.words("figure"), Column.figure("interval")),
            wide.stream().map(PrecisionBlocks::row).toList(),
            RunFolder.JMH_RESULT));
  }

  private static Row row(WideInterval wide) {
    Contrast contrast = wide.contrast();
    String label =
        contrast == null
            ? wide.cell().label()
            : "%s, against %s=%s"
                .formatted(
                    wide.cell().label(),
                    contrast.factor().label(),
                    contrast.reference().value(contrast.factor()));
    double width = wide.halfWidth();
    return Row.of(
        List.of(
            ForeignText.of(label, LABEL_LENGTH),
            Double.isNaN(width) ? Figures.NONE : "±" + Figures.percent(width)));
  }
}
