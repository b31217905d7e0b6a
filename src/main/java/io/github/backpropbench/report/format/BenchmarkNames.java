package io.github.backpropbench.report.format;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Benchmarks by class and method, with as much of the package as tells them apart. */
public final class BenchmarkNames {
  private BenchmarkNames() {}

  /**
   * The end of each benchmark's full name that no other of them has, at least class and method.
   *
   * @param benchmarks as JMH names them
   */
  public static Map<String, String> of(Collection<String> benchmarks) {
    // With a dot in front, a name that is the end of another differs from it there.
    List<String> backwards =
        benchmarks.stream().distinct().map(name -> reversed("." + name)).sorted().toList();
    Map<String, String> names = new HashMap<>();
    int before = 0;
    for (int i = 0; i < backwards.size(); i++) {
      String one = backwards.get(i);
      int after = i + 1 < backwards.size() ? Excerpts.common(one, backwards.get(i + 1)) : 0;
      String dotted = reversed(one);
      names.put(dotted.substring(1), name(dotted, Math.max(before, after)));
      before = after;
    }
    return names;
  }

  /**
   * @param common the number of characters at the end that another benchmark has, too
   */
  private static String name(String dotted, int common) {
    int method = dotted.lastIndexOf('.');
    int type = dotted.lastIndexOf('.', method - 1);
    int differs = dotted.lastIndexOf('.', dotted.length() - common - 1);
    return dotted.substring(Math.max(0, Math.min(type, differs)) + 1);
  }

  /** Not by code points: what is cut in two here is put together again. */
  private static String reversed(String text) {
    char[] reversed = new char[text.length()];
    for (int i = 0; i < reversed.length; i++) {
      reversed[i] = text.charAt(reversed.length - 1 - i);
    }
    return new String(reversed);
  }
}
