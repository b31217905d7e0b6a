package io.github.backpropbench.report.analysis;

import io.github.backpropbench.kernel.Role;
import io.github.backpropbench.report.format.DistinctTexts;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.BackendDescription;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.NaturalOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The backends that cells name, in the order of tables: libraries, engines, yardsticks, then
 * baselines outside the JVM; each in the order of the run's description.
 */
public final class Backends {
  /** In the order of reports: what a reader can use comes first. */
  static final List<Role> ROLES = List.of(Role.LIBRARY, Role.ENGINE, Role.YARDSTICK);

  private static final int LABEL_LENGTH = 14;

  private final List<String> compared;
  private final Map<String, String> labels = new LinkedHashMap<>();
  private final Map<String, Role> roles = new HashMap<>();

  /**
   * @param described the backends in the descriptions of runs, in their order
   * @param cells the cells whose backends are named
   * @param outside the backends that are baselines outside the JVM, and have no role
   */
  public Backends(
      List<BackendDescription> described, Collection<CellKey> cells, Set<String> outside) {
    Set<String> named = new TreeSet<>(NaturalOrder.COMPARATOR);
    cells.stream()
        .filter(cell -> cell.has(Factor.BACKEND))
        .forEach(cell -> named.add(cell.backend()));
    Set<String> inOrder = new LinkedHashSet<>();
    inOrder.add(Factor.BACKEND.baseline());
    described.forEach(backend -> inOrder.add(backend.name()));
    inOrder.addAll(named);
    inOrder.retainAll(named);
    compared = List.copyOf(inOrder);
    DistinctTexts<String> texts = DistinctTexts.of(inOrder, LABEL_LENGTH);
    Map<String, String> known = roles(described, cells);
    for (String name : inOrder) {
      if (!outside.contains(name)) {
        String role = known.getOrDefault(name, BackendDescription.roleOf(name));
        roles.put(name, Role.parse(role));
      }
    }
    inOrder.stream()
        .sorted(Comparator.comparingInt(this::place))
        .forEach(
            name -> labels.put(name, texts.of(name).isEmpty() ? Figures.NONE : texts.of(name)));
  }

  /** The roles that are known: those of descriptions, and of engines by their gradients. */
  private static Map<String, String> roles(
      List<BackendDescription> described, Collection<CellKey> cells) {
    Map<String, String> roles = new HashMap<>();
    cells.stream()
        .filter(cell -> !cell.inRow().equals(cell))
        .forEach(cell -> roles.put(cell.backend(), Role.ENGINE.label()));
    described.forEach(backend -> roles.putIfAbsent(backend.name(), backend.role()));
    return roles;
  }

  private int place(String name) {
    return role(name).map(ROLES::indexOf).orElse(ROLES.size());
  }

  /** The names as cells have them. */
  public List<String> names() {
    return new ArrayList<>(labels.keySet());
  }

  /** Those of one role. */
  public List<String> names(Role role) {
    return labels.keySet().stream().filter(name -> roles.get(name) == role).toList();
  }

  /** The names in another order: the baseline first. Each is compared with those before it. */
  public List<String> compared() {
    return compared;
  }

  /** What a backend stands for; empty for a baseline outside the JVM. */
  public Optional<Role> role(String name) {
    return Optional.ofNullable(roles.get(name));
  }

  /** Whether there are backends of several roles, which must be told apart. */
  public boolean haveSeveralRoles() {
    return roles.values().stream().distinct().count() > 1;
  }

  /** Whether there are yardsticks beside what a reader can use. */
  public boolean haveYardsticksBeside() {
    return haveSeveralRoles() && roles.containsValue(Role.YARDSTICK);
  }

  /** What the fastest backends are called: by their role if there are several, else backends. */
  public String kind() {
    return haveSeveralRoles()
        ? ROLES.stream().filter(roles::containsValue).findFirst().orElseThrow().label()
        : "backend";
  }

  /** The name of a backend in tables and sentences: short and unique. */
  public String label(String name) {
    return labels.getOrDefault(name, ForeignText.of(name, LABEL_LENGTH));
  }

  /** The heading of a backend's column: beside others, a yardstick's label is in brackets. */
  public String heading(String name) {
    String label = label(name);
    return haveYardsticksBeside() && roles.get(name) == Role.YARDSTICK ? "(" + label + ")" : label;
  }

  /** The backend that the others are compared with; empty if there is none. */
  public String baseline() {
    return compared.isEmpty() ? "" : compared.get(0);
  }
}
