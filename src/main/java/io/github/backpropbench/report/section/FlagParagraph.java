package io.github.backpropbench.report.section;

import io.github.backpropbench.comparison.CellFlags;
import io.github.backpropbench.comparison.Direction;
import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.document.Block.Paragraph;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cells whose forks do not look like samples of one steady time. */
final class FlagParagraph {
  private static final int MOST_NAMED = 5;
  private static final int LABEL_LENGTH = 160;

  private FlagParagraph() {}

  /** Empty if there are none. */
  static Optional<Paragraph> of(MeasuredRun run) {
    Map<CellKey, List<List<Double>>> forks = new LinkedHashMap<>();
    for (Measurement fork : run.timedForks()) {
      forks.computeIfAbsent(fork.cell(), cell -> new ArrayList<>()).add(fork.scores());
    }
    List<String> flagged = new ArrayList<>();
    forks.forEach(
        (cell, scores) -> {
          List<String> flags = CellFlags.of(scores, Direction.SMALLER_IS_BETTER).words();
          if (!flags.isEmpty()) {
            String label = ForeignText.of(cell.label(), LABEL_LENGTH);
            flagged.add(label + " (" + String.join(", ", flags) + ")");
          }
        });
    return flagged.isEmpty()
        ? Optional.empty()
        : Optional.of(new Paragraph(sentence(flagged, forks.size())));
  }

  private static String sentence(List<String> flagged, int cells) {
    int more = flagged.size() - MOST_NAMED;
    return "Forks that are not alike, %s of %s, of which nothing was left out: %s%s."
        .formatted(
            Words.count(flagged.size(), "cell"),
            cells,
            String.join("; ", flagged.subList(0, Math.min(MOST_NAMED, flagged.size()))),
            more > 0 ? "; and " + more + " more" : "");
  }
}
