package io.github.backpropbench.report.comparison;

import io.github.backpropbench.comparison.Comparison;
import io.github.backpropbench.report.document.Document;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.format.ForeignText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is said about a comparison, in its order. */
public final class ComparisonDocument {
  private static final int NAME_LENGTH = 200;

  private ComparisonDocument() {}

  public static Document of(Comparison comparison) {
    List<Section> sections =
        Stream.of(
                Optional.of(ComparisonAnswer.of(comparison)),
                CellTable.of(comparison),
                GroupTable.of(comparison),
                UncomparedSection.of(comparison.uncompared()))
            .flatMap(Optional::stream)
            .toList();
    return new Document(
        "backprop-bench comparison",
        "Old: %s. New: %s."
            .formatted(
                ForeignText.of(comparison.old(), NAME_LENGTH),
                ForeignText.of(comparison.young(), NAME_LENGTH)),
        sections);
  }
}
