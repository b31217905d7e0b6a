package io.github.backpropbench.comparison;

import io.github.backpropbench.results.CellKey;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What two sides hold that cannot be compared.
 *
 * @param refused cells that both sides have and that cannot be compared, with the reason
 * @param onlyOld cells that the new side does not have
 * @param onlyNew cells that the old side does not have
 * @param broken cells that have scores on the old side and failed on the new one, with the reason
 */
public record Uncompared(
    SortedMap<CellKey, String> refused,
    SortedSet<CellKey> onlyOld,
    SortedSet<CellKey> onlyNew,
    SortedMap<CellKey, String> broken) {
  public Uncompared {
    refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
    onlyOld = Collections.unmodifiableSortedSet(new TreeSet<>(onlyOld));
    onlyNew = Collections.unmodifiableSortedSet(new TreeSet<>(onlyNew));
    broken = Collections.unmodifiableSortedMap(new TreeMap<>(broken));
  }
}
