package io.github.backpropbench.report.section;

import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Block.Points;
import io.github.backpropbench.report.document.Block.Points.Point;
import io.github.backpropbench.report.document.Document.Section;
import java.util.ArrayList;
import java.util.List;

/** The answer in plain words: the fastest backends, the costs, and how sure that is. */
final class AnswerSection {
  private AnswerSection() {}

  static Section of(RunAnalysis analysis) {
    List<Point> points = new ArrayList<>();
    points.addAll(FastestPoints.of(analysis));
    CostPoint.of(analysis).ifPresent(points::add);
    CertaintyPoint.of(analysis).ifPresent(points::add);
    CompletenessPoint.of(analysis.run()).ifPresent(points::add);
    return new Section("The answer", List.of(new Points(points)));
  }
}
