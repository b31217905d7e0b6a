package io.github.backpropbench.results;

import io.github.backpropbench.problem.InputFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The forks of a file in JMH's JSON as those of a run, which measures each cell in one manner. Of a
 * cell that the file has in several modes, or on several numbers of measuring threads, those count
 * as parameters, so that each is a cell of its own. No field of a benchmark can have their names.
 */
final class JmhForks {
  private static final String MODE = "jmh.mode";
  private static final String THREADS = "jmh.threads";

  private JmhForks() {}

  /**
   * Reads a file. A result without raw data counts as one fork.
   *
   * @throws InvalidResultsException if it cannot be read or contradicts itself
   */
  static List<Measurement> read(Path file) throws InvalidResultsException {
    List<JmhResult> results = JmhResultReader.read(file);
    Map<CellKey, List<JmhResult>> manners =
        results.stream()
            .collect(
                Collectors.groupingBy(JmhResult::cell, LinkedHashMap::new, Collectors.toList()));
    Set<CellKey> known = new HashSet<>();
    List<Measurement> forks = new ArrayList<>();
    for (JmhResult one : results) {
      JmhResult result = one.of(told(one, manners.getOrDefault(one.cell(), List.of())));
      String label = result.cell().label();
      String contradiction = ModeAndUnit.contradiction(one.mode(), one.unit());
      if (!contradiction.isEmpty()) {
        throw new InvalidResultsException(
            "%s contradicts itself: of %s, %s"
                .formatted(InputFile.name(file), label, contradiction));
      }
      if (!known.add(result.cell())) {
        throw new InvalidResultsException(
            "%s holds %s more than once".formatted(InputFile.name(file), label));
      }
      forks.addAll(result.forks().isEmpty() ? List.of(result.summary()) : result.measurements());
    }
    return forks;
  }

  /** The cell of a result, with what tells it apart from the cell's other results. */
  private static CellKey told(JmhResult one, List<JmhResult> ofCell) {
    CellKey cell = one.cell();
    if (differ(ofCell, JmhResult::mode)) {
      cell = cell.with(MODE, one.mode());
    }
    if (differ(ofCell, JmhResult::threads)) {
      cell = cell.with(THREADS, Integer.toString(one.threads()));
    }
    return cell;
  }

  private static boolean differ(List<JmhResult> results, Function<JmhResult, Object> property) {
    return results.stream().map(property).distinct().limit(2).count() > 1;
  }
}
