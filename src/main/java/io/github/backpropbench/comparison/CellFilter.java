package io.github.backpropbench.comparison;

import io.github.backpropbench.results.CellKey;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which cells are compared, by regular expressions that are looked for in a cell's full name:
 * {@code org.example.JsonBenchmark.parse size=1000}.
 *
 * @param include matches the cells to compare; null for all
 * @param exclude matches those to leave out; null for none
 */
public record CellFilter(@Nullable Pattern include, @Nullable Pattern exclude)
    implements Predicate<CellKey> {
  @Override
  public boolean test(CellKey cell) {
    if (include == null && exclude == null) {
      return true;
    }
    StringBuilder name = new StringBuilder(cell.benchmark());
    for (Map.Entry<String, String> parameter : cell.parameters().entrySet()) {
      name.append(' ').append(parameter.getKey()).append('=').append(parameter.getValue());
    }
    return (include == null || include.matcher(name).find())
        && (exclude == null || !exclude.matcher(name).find());
  }
}
