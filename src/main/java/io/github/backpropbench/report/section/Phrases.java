package io.github.backpropbench.report.section;

import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.report.analysis.OperationTime;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.statistics.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Phrases that several sections use. */
public final class Phrases {
  /** Marks a ratio where no difference is shown. */
  static final String NOT_SHOWN = "?";

  /** What that means. */
  static final String WHAT_NOT_SHOWN_MEANS =
      "\"No difference shown\", ? in tables, means: if there is a difference, it is too small to be"
          + " told from noise with these forks%s.";

  /** What "probably" means. */
  static final String WHAT_PROBABLY_MEANS =
      "\"Probably\" means: its own 95 % interval says so, but among this many comparisons that may"
          + " be chance.";

  private Phrases() {}

  /** What is said of a ratio of times that is probably not 1. */
  public static String probably(double ratio) {
    return "probably " + (ratio < 1 ? Verdict.FASTER : Verdict.SLOWER).words();
  }

  /** What a benchmark times. */
  public static String of(BenchmarkKind kind) {
    return switch (kind) {
      case TRAINING_STEP -> "training step";
      case CONVERGENCE -> "complete training";
      case FORWARD -> "forward pass";
      case BACKWARD -> "backward pass";
      case KERNEL -> "kernel operation";
      case CALIBRATION -> "training step against itself";
      case ADAPTER_OVERHEAD -> "training step with and without the interface";
      case HARNESS_FLOOR -> "training step that computes nothing";
      case NATIVE_CALL -> "call of a native library";
      case PEAK -> "loop of multiplications and additions";
      case BANDWIDTH -> "loop over memory";
    };
  }

  /** What the main benchmark of a report times. */
  public static String of(RunAnalysis analysis) {
    return analysis.isToTarget() ? "training to the target" : of(analysis.main());
  }

  /** {@code 1 cell}, {@code 12 cells}. */
  public static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** {@code a library}, {@code an engine}. */
  static String one(String noun) {
    return (noun.startsWith("e") ? "an " : "a ") + noun;
  }

  /** {@code libraries}, {@code engines}. */
  static String plural(String noun) {
    return noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
  }

  /** {@code 5.21 µs ±0.4 %}; without the error if there is none. */
  static String timeWithError(OperationTime time) {
    return (Figures.time(time.nanoseconds()) + " " + time.errorText()).strip();
  }

  /** {@code 0.51–0.53}; one of them if they are alike. */
  static String range(String least, String most) {
    return least.equals(most) ? least : least + "–" + most;
  }

  /** {@code a}, {@code a or b}, {@code a, b or c}. */
  static String or(List<String> words) {
    return joined(words, " or ");
  }

  /** {@code a}, {@code a and b}, {@code a, b and c}. */
  static String and(List<String> words) {
    return joined(words, " and ");
  }

  /** The first few of some names, and how many others there are: {@code a}, {@code 2 others}. */
  static List<String> few(List<String> names, int most) {
    int named = named(names.size(), most);
    if (named == names.size()) {
      return names;
    }
    List<String> few = new ArrayList<>(names.subList(0, named));
    few.add(count(names.size() - named, "other"));
    return few;
  }

  /** How many of some names are told if only a few are to be: a single other is told, too. */
  static int named(int names, int most) {
    return names <= most + 1 ? names : most;
  }

  /** {@code a; b; and 3 more}. */
  static String first(List<String> items, int most) {
    int more = items.size() - most;
    return String.join("; ", items.subList(0, Math.min(most, items.size())))
        + (more > 0 ? "; and " + more + " more" : "");
  }

  private static String joined(List<String> words, String beforeLast) {
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + beforeLast + words.get(last);
  }
}
