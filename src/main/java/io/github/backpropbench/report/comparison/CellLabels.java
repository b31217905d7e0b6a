package io.github.backpropbench.report.comparison;

import io.github.backpropbench.comparison.Comparison;
import io.github.backpropbench.comparison.JudgedSubject;
import io.github.backpropbench.comparison.Subject;
import io.github.backpropbench.report.analysis.CellNames;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.CellKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Short names for the cells of a table, without what they all have in common. */
final class CellLabels {
  static final int WIDTH = 40;
  private static final int TERM_LENGTH = 120;

  private final CellNames names;
  private final Map<String, String> common;
  private final String commonManner;

  /**
   * @param subjects the rows of the table
   * @param cells all that the report names, in whatever table
   */
  private CellLabels(Collection<Subject> subjects, Collection<CellKey> cells) {
    names = new CellNames(cells, WIDTH);
    Map<String, String> shared = new TreeMap<>();
    String manner = "";
    boolean first = true;
    for (Subject subject : subjects) {
      if (first) {
        shared.putAll(subject.cell().said());
        manner = subject.manner();
      }
      shared.entrySet().retainAll(subject.cell().said().entrySet());
      manner = manner.equals(subject.manner()) ? manner : "";
      first = false;
    }
    // A single cell has everything in common with itself: nothing would be left of its name.
    common = subjects.size() > 1 ? shared : Map.of();
    commonManner = manner;
  }

  /** For the table of the subjects that could be compared. */
  static CellLabels of(Comparison comparison) {
    return new CellLabels(
        comparison.cells().stream().map(JudgedSubject::subject).toList(),
        ComparedCells.of(comparison));
  }

  /** What all cells have in common, in one sentence; empty if nothing. */
  String commonSentence() {
    List<String> parts = new ArrayList<>();
    if (!commonManner.isEmpty()) {
      parts.add(ForeignText.of(commonManner, TERM_LENGTH));
    }
    common.forEach((name, value) -> parts.add(names.word(name, value)));
    return parts.isEmpty() ? "" : "All cells: " + String.join(", ", parts) + ".";
  }

  /** The lines of a cell's name: the benchmark, then what sets the cell apart. */
  List<String> lines(Subject subject) {
    List<String> lines = new ArrayList<>();
    lines.add(names.benchmark(subject.cell().benchmark()));
    StringBuilder line = new StringBuilder();
    for (String word : words(subject)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    if (!line.isEmpty()) {
      lines.add(line.toString());
    }
    return lines;
  }

  private List<String> words(Subject subject) {
    List<String> words = new ArrayList<>();
    subject
        .cell()
        .said()
        .forEach(
            (name, value) -> {
              if (!value.equals(common.get(name))) {
                words.add(names.word(name, value));
              }
            });
    if (commonManner.isEmpty()) {
      words.add(ForeignText.of(subject.manner(), WIDTH));
    }
    return words;
  }
}
