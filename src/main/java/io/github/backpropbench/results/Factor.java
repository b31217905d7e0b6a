package io.github.backpropbench.results;

import io.github.backpropbench.kernel.Labelled;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The factors of the suite's benchmarks, in the order in which plans, reports and exports list
 * them. A factor's {@link #label} is the name of the benchmarks' {@code @Param} field, of the
 * parameter in result files, and of the column in exports; in the plural it is the option of {@code
 * run}.
 *
 * <p>A new factor is an entry here, an {@code @Param} field of the benchmarks that have it, and
 * what these benchmarks do with it.
 */
public enum Factor implements Labelled {
  BACKEND(of("the backend's name").baseline("arrays").named()),
  SHAPE(of("inputs-hidden-outputs").option("--shapes", "SHAPE", NetworkShape::parse, "3-2-1")),
  PRECISION(
      of(labels(Precision.values()))
          .option("--precisions", "NAME", Precision::parse, "f32")
          .joined()),
  THREADS(
      of("threads that the backend computes on")
          .values(Factor::positive, "1")
          .baseline("1")
          .impliedWith("backend", "precision")),
  BATCH(of("samples per step").option("--batches", "N", Factor::positive, "64").named()),
  GRADIENT(
      of(labels(GradientKind.values()))
          .option("--gradients", "NAME", GradientKind::parse, "manual")
          .ordered(GradientKind.values())
          .baseline("manual")
          .ofMethod()),
  OPTIMIZER(
      of(labels(OptimizerKind.values()))
          .option("--optimizers", "NAME", OptimizerKind::parse, "sgd")
          .ordered(OptimizerKind.values())
          .baseline("sgd")
          .ofMethod()
          .joined()),
  BIAS(
      of("true, false")
          .option("--bias", "BOOLEAN", Factor::truth, "true")
          .ordered("true", "false")
          .baseline("false")
          .ofMethod()),
  OPERATION(
      of("operation of the kernel benchmark")
          .option(
              "--operations",
              "NAME",
              text -> text,
              "multiply",
              "multiplyTransposedLeft",
              "multiplyTransposedRight")),
  SIZE(
      of("size of the kernel benchmark's matrices, mxkxn")
          .option("--sizes", "SIZE", text -> text, "64x3x2")
          .named()),
  /** Of a calibration: the two sides of a comparison of a cell with itself. */
  ARM(of("side of a calibration, a or b").baseline("a").ofControl().named()),
  /** Of the adapter overhead: a step written against the library, or through the interface. */
  PATH(of("direct, or through the kernel interface").baseline("direct").ofControl().named());

  /** The factors that say how a network is trained. */
  public static final List<Factor> METHOD =
      Stream.of(values()).filter(factor -> factor.definition.method).toList();

  private final Definition definition;

  Factor(Definition definition) {
    this.definition = definition;
  }

  /** What a value says, in a few words: for help and for the description of columns. */
  public String meaning() {
    return definition.meaning;
  }

  /** The option of {@code run} that lists values; empty if no option of its own does. */
  public String option() {
    return definition.option;
  }

  /** What {@link #option} calls a value in the help. */
  public String valueName() {
    return definition.valueName;
  }

  /** The values that are measured unless others are asked for; none if that depends. */
  public List<String> defaults() {
    return definition.defaults;
  }

  /** The value in the denominator of contrasts; empty for a factor without contrasts. */
  public String baseline() {
    return definition.baseline;
  }

  /** Whether it is about the measurement itself and not about what is measured. */
  public boolean isControl() {
    return definition.control;
  }

  /** Whether a label puts no comma between the factor before this one and this one. */
  public boolean isJoined() {
    return definition.joined;
  }

  /** Whether a label writes the factor's name with its value, which says too little by itself. */
  public boolean isNamed() {
    return definition.named;
  }

  /**
   * The value of a cell whose results predate the factor.
   *
   * @param known the names of the cell's parameters
   * @return empty if such a cell never had the factor
   */
  String implied(Set<String> known) {
    return !definition.impliedWith.isEmpty() && known.containsAll(definition.impliedWith)
        ? definition.defaults.get(0)
        : "";
  }

  /**
   * The value that a text stands for: a {@link NetworkShape}, a {@link Precision}, an {@link
   * Integer}, a {@link Boolean}, … or the text itself where any text will do.
   *
   * @throws IllegalArgumentException if there is no such value; the message says what is wrong and
   *     what would be right
   */
  public Object parse(String text) {
    return definition.parser.apply(text);
  }

  /**
   * A value as cells write it.
   *
   * @throws IllegalArgumentException as {@link #parse}
   */
  public String canonical(String text) {
    Object value = parse(text);
    return value instanceof Labelled labelled ? labelled.label() : value.toString();
  }

  /** Values in the order of reports: the known ones in theirs, then all others. */
  public Comparator<String> order() {
    List<String> known = definition.order;
    return Comparator.comparingInt(
            (String value) -> known.contains(value) ? known.indexOf(value) : known.size())
        .thenComparing(NaturalOrder.COMPARATOR);
  }

  /**
   * A value in words: {@code bias}, {@code no bias}, {@code 2 threads}, {@code 3-2-1}. Empty for
   * what goes without saying. A value from a file may be anything, and comes back as it is.
   */
  public String words(String value) {
    return switch (this) {
      case BIAS ->
          switch (value) {
            case "true" -> "bias";
            case "false" -> "no bias";
            case "" -> "";
            default -> "bias=" + value;
          };
      case THREADS -> value.isEmpty() || value.equals("1") ? "" : value + " threads";
      default -> value;
    };
  }

  private static String labels(Labelled[] values) {
    return Arrays.stream(values).map(Labelled::label).collect(Collectors.joining(", "));
  }

  private static Integer positive(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The sentence below says what a number is.
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not a whole number from 1 to " + Integer.MAX_VALUE);
  }

  private static Boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
    };
  }

  private static Definition of(String meaning) {
    return new Definition(meaning);
  }

  /** What is known of a factor, put together piece by piece. */
  private static final class Definition {
    private final String meaning;
    private String option = "";
    private String valueName = "";
    private Function<String, ?> parser = text -> text;
    private List<String> defaults = List.of();
    private List<String> order = List.of();
    private List<String> impliedWith = List.of();
    private String baseline = "";
    private boolean method;
    private boolean control;
    private boolean joined;
    private boolean named;

    Definition(String meaning) {
      this.meaning = meaning;
    }

    Definition option(String name, String oneValue, Function<String, ?> parse, String... usual) {
      option = name;
      valueName = oneValue;
      return values(parse, usual);
    }

    Definition values(Function<String, ?> parse, String... usual) {
      parser = parse;
      defaults = List.of(usual);
      return this;
    }

    Definition ordered(Labelled... values) {
      return ordered(Arrays.stream(values).map(Labelled::label).toArray(String[]::new));
    }

    Definition ordered(String... values) {
      order = List.of(values);
      return this;
    }

    Definition baseline(String value) {
      baseline = value;
      return this;
    }

    Definition impliedWith(String... names) {
      impliedWith = List.of(names);
      return this;
    }

    Definition ofMethod() {
      method = true;
      return this;
    }

    Definition ofControl() {
      control = true;
      return this;
    }

    Definition named() {
      named = true;
      return this;
    }

    Definition joined() {
      joined = true;
      return this;
    }
  }
}
