package io.github.backpropbench.report.analysis;

import io.github.backpropbench.report.format.DistinctTexts;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.BackendDescription;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.NaturalOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The backends that cells name: the baseline first, then in the order of the run's description. */
public final class Backends {
  private static final int LABEL_LENGTH = 14;

  private final Map<String, String> labels = new LinkedHashMap<>();

  /**
   * @param described the backends in the descriptions of runs, in their order
   * @param cells the cells whose backends are named
   */
  public Backends(List<BackendDescription> described, Collection<CellKey> cells) {
    Set<String> named = new TreeSet<>(NaturalOrder.COMPARATOR);
    cells.stream()
        .filter(cell -> cell.has(Factor.BACKEND))
        .forEach(cell -> named.add(cell.backend()));
    Set<String> inOrder = new LinkedHashSet<>();
    inOrder.add(Factor.BACKEND.baseline());
    described.forEach(backend -> inOrder.add(backend.name()));
    inOrder.addAll(named);
    inOrder.retainAll(named);
    DistinctTexts<String> texts = DistinctTexts.of(inOrder, LABEL_LENGTH);
    inOrder.forEach(
        name -> labels.put(name, texts.of(name).isEmpty() ? Figures.NONE : texts.of(name)));
  }

  /** The names as cells have them. */
  public List<String> names() {
    return new ArrayList<>(labels.keySet());
  }

  /** The name of a backend in tables and sentences: short and unique. */
  public String label(String name) {
    return labels.getOrDefault(name, ForeignText.of(name, LABEL_LENGTH));
  }

  /** The backend that the others are compared with; empty if there is none. */
  public String baseline() {
    return labels.isEmpty() ? "" : labels.keySet().iterator().next();
  }
}
