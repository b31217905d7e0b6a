package io.github.backpropbench.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of a CSV file's columns, one of which is the label's.
 *
 * @param label the place of the label's column
 */
record CsvHeader(List<String> names, int label) {

  /** Reads the header, which is the first record. */
  static CsvHeader of(CsvReader reader, List<String> names, String column)
      throws InvalidDataException {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name.isEmpty()) {
        throw reader.invalid(
            "column %d has no name; name it, or remove it (pandas writes its row numbers without a"
                    .formatted(i + 1)
                + " name, and does not with index=False)");
      }
      Integer before = places.put(name, i + 1);
      if (before != null && !names.contains(column)) {
        throw reader.invalid(notThere(column, names));
      }
      if (before != null) {
        throw reader.invalid(
            "columns %d and %d are both named %s; each column needs a name of its own"
                .formatted(before, i + 1, name));
      }
    }
    Integer label = places.get(column);
    if (label == null) {
      throw reader.invalid(notThere(column, names));
    }
    if (names.size() == 1) {
      throw reader.invalid(
          "there is only the column %s; expected columns of features beside it, separated by"
                  .formatted(column)
              + " commas, semicolons or tabs");
    }
    return new CsvHeader(names, label - 1);
  }

  private static String notThere(String column, List<String> names) {
    return "no column is named '%s'; the first line must name the columns, and it names %s"
            .formatted(column, Listing.of(names))
        + (names.size() == 1 ? " (columns are separated by commas, semicolons or tabs)" : "");
  }
}
