package io.github.backpropbench.report.format;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Texts from result files, each as one short line that no other of them has. A text that is too
 * long is cut where it is like others, not where it differs; one that looks like another shows its
 * invisible characters; and what still looks the same is numbered.
 *
 * @param <K> what the texts are found by
 */
public final class DistinctTexts<K extends Comparable<? super K>> {
  private final Map<K, String> lines = new HashMap<>();

  /**
   * @param texts by their keys
   * @param most the largest number of characters in a line, without a number
   */
  public DistinctTexts(Map<K, String> texts, int most) {
    Map<String, List<K>> whole = whole(texts);
    Excerpts excerpts = new Excerpts(whole.keySet());
    Map<String, List<K>> cut = new LinkedHashMap<>();
    int number = 0;
    for (String line : excerpts.texts()) {
      cut.computeIfAbsent(excerpts.of(number++, most), key -> new ArrayList<>())
          .addAll(whole.getOrDefault(line, List.of()));
    }
    cut.forEach((line, alike) -> put(line, alike, cut.keySet()));
  }

  /** Texts that are their own keys. */
  public static DistinctTexts<String> of(Collection<String> texts, int most) {
    return new DistinctTexts<>(
        texts.stream().distinct().collect(toMap(Function.identity(), Function.identity())), most);
  }

  /**
   * The line of a text.
   *
   * @throws IllegalArgumentException if there is no such key
   */
  public String of(K key) {
    String line = lines.get(key);
    if (line == null) {
      throw new IllegalArgumentException("no text for " + key);
    }
    return line;
  }

  /** The keys by what is seen of their texts. */
  private static <K> Map<String, List<K>> whole(Map<K, String> texts) {
    Map<String, Integer> looks = new HashMap<>();
    texts.values().forEach(text -> looks.merge(VisibleText.of(text), 1, Integer::sum));
    Map<String, List<K>> whole = new TreeMap<>();
    texts.forEach(
        (key, text) -> {
          String line = VisibleText.of(text);
          boolean isClear = looks.getOrDefault(line, 0) == 1 && line.isEmpty() == text.isEmpty();
          whole
              .computeIfAbsent(isClear ? line : VisibleText.escaped(text), l -> new ArrayList<>())
              .add(key);
        });
    return whole;
  }

  private void put(String line, List<K> alike, Set<String> taken) {
    if (alike.size() == 1) {
      lines.put(alike.get(0), line);
      return;
    }
    int number = 0;
    for (K key : alike.stream().sorted().toList()) {
      String numbered;
      do {
        number++;
        numbered = line + " #" + number;
      } while (taken.contains(numbered));
      lines.put(key, numbered);
    }
  }
}
