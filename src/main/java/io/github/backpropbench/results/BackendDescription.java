package io.github.backpropbench.results;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A backend as it presented itself when the run started.
 *
 * @param name as flags and reports call it
 * @param library the library behind it
 * @param version of the library as loaded
 * @param unavailable why it cannot be used here; empty if it can
 * @param implementations the class that was really loaded, by precision
 */
public record BackendDescription(
    String name,
    String library,
    String version,
    String unavailable,
    SortedMap<String, String> implementations) {
  public BackendDescription {
    SortedMap<String, String> sorted = new TreeMap<>();
    sorted.putAll(implementations);
    implementations = Collections.unmodifiableSortedMap(sorted);
  }

  public boolean isAvailable() {
    return unavailable.isEmpty();
  }
}
