package io.github.backpropbench.results;

import io.github.backpropbench.kernel.FusionKind;
import io.github.backpropbench.kernel.Labelled;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.kernel.ProductSize;
import io.github.backpropbench.problem.FeedKind;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The factors of the suite's benchmarks, in the order in which plans, reports and exports list
 * them. A factor's {@link #label} is the name of the benchmarks' {@code @Param} field, of the
 * parameter in result files, and of the column in exports; {@link #option} is the option of {@code
 * run}, usually its plural.
 *
 * <p>A new factor is an entry here, an {@code @Param} field of the benchmarks that have it, and
 * what they do with it; and, where a factor must be known by name, {@code Blocks}, {@code LossFile}
 * and the scripts.
 */
public enum Factor implements Labelled {
  BACKEND(of("the backend's name").baseline("arrays").named()),
  SHAPE(of("inputs-hidden-…-outputs").option("--shapes", "SHAPE", NetworkShape::parse, "3-2-1")),
  LOSS(
      of(labels(LossKind.values()))
          .option("--losses", "NAME", LossKind::parse, "squared-error")
          .ordered(LossKind.values())
          .impliedWith("backend", "gradient")
          .joined()),
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
  /** What data the steps take: {@link FeedKind}. */
  FEED(
      of(labels(FeedKind.values()) + ": the same batch in each step, or one of 16 minibatches")
          .option("--feeds", "NAME", FeedKind::parse, "fixed")
          .ordered(FeedKind.values())
          .baseline("fixed")
          .impliedWith("backend", "gradient", "optimizer")
          .ofMethod()),
  BIAS(
      of("true, false")
          .option("--bias", "BOOLEAN", Factor::truth, "true")
          .ordered("true", "false")
          .baseline("false")
          .ofMethod()),
  /** Whether operations may be fused: {@link FusionKind}. */
  FUSION(
      of("on: a backend's own fused operations; off: op by op")
          .option("--fusion", "NAME", FusionKind::parse, "on")
          .ordered("on", "off")
          .baseline("off")
          .impliedWith("gradient")
          .impliedWith("operation")
          .ofMethod()),
  OPERATION(
      of("operation of the kernel benchmark")
          .option(
              "--operations", "NAME", text -> text, ProductSize.PRODUCTS.toArray(String[]::new))),
  SIZE(
      of("size of the kernel benchmark's matrices, mxkxn")
          .option("--sizes", "SIZE", ProductSize::parse, "64x3x2")
          .named()),
  /** What a whole training is trained on; {@code normal} is the original experiment's batch. */
  DATA(of("what is trained on").values(text -> text, "normal").ofTrainings()),
  /** What ends a whole training: a number of steps, or an accuracy or loss to reach. */
  TARGET(of("what ends the training").values(text -> text, "500-steps").ofTrainings()),
  EPOCHS(
      of("epochs after which the target counts as not reached")
          .values(Factor::positive, "100")
          .ofTrainings()
          .named()),
  SEEDS(
      of("trainings, each from other weights, over which the time is a mean")
          .values(Factor::positive, "1")
          .ofTrainings()),
  SPLIT(
      of("seed of the split into training, validation and test rows")
          .values(text -> text, "1")
          .ofTrainings()
          .named()),
  /** Whether a training is the first one of its JVM. */
  START(
      of("warm, or cold: the first training of a JVM")
          .values(text -> text, "warm")
          .ordered("warm", "cold")
          .ofTrainings()),
  /** The two sides of a calibration, which compares a cell with itself. */
  ARM(of("side of a calibration, a or b").baseline("a").ofControl().named()),
  /**
   * Whether a step calls the adapter's class directly or uses the kernel interface; how a native
   * library is called.
   */
  PATH(
      of("direct, or through the kernel interface; jni, ffm or ffm-critical for a native call")
          .baseline("direct")
          .ofControl()
          .named());

  /** The factors that say how a network is trained. */
  public static final List<Factor> METHOD =
      Stream.of(values()).filter(factor -> factor.definition.method).toList();

  private final FactorDefinition definition;

  /** Kept, as it is asked for with each parameter of each cell. */
  private final String label = Labelled.super.label();

  Factor(FactorDefinition definition) {
    this.definition = definition;
  }

  @Override
  public String label() {
    return label;
  }

  /** What the values mean, in a few words, for help texts and descriptions of columns. */
  public String meaning() {
    return definition.meaning;
  }

  /** The option of {@code run} that takes a list of values; empty if {@code run} has none. */
  public String option() {
    return definition.option;
  }

  /** The name of a value in the help for {@link #option}. */
  public String valueName() {
    return definition.valueName;
  }

  /** The values that are measured unless others are given; empty if there is no such default. */
  public List<String> defaults() {
    return definition.defaults;
  }

  /** The value in the denominator of contrasts; empty for a factor without contrasts. */
  public String baseline() {
    return definition.baseline;
  }

  /** Whether it belongs to a control of the measurement rather than to what is measured. */
  public boolean isControl() {
    return definition.control;
  }

  /** Whether a label puts no comma between the factor before this one and this one. */
  public boolean isJoined() {
    return definition.joined;
  }

  /** Whether a label adds the factor's name to a value that would be unclear without it. */
  public boolean isNamed() {
    return definition.named;
  }

  /**
   * The value of a cell whose results predate the factor.
   *
   * @param benchmark the cell's, as JMH names it
   * @param known the names of the cell's parameters
   * @return empty if such a cell never had the factor
   */
  String implied(String benchmark, Set<String> known) {
    boolean implied =
        definition.impliedIn.isEmpty()
            ? definition.impliedWith.stream().anyMatch(known::containsAll)
            : benchmark.endsWith(definition.impliedIn);
    return implied ? definition.defaults.get(0) : "";
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

  /** The order of values in reports: known ones in their own order, then all others. */
  public Comparator<String> order() {
    List<String> known = definition.order;
    return Comparator.comparingInt(
            (String value) -> known.contains(value) ? known.indexOf(value) : known.size())
        .thenComparing(NaturalOrder.COMPARATOR);
  }

  /**
   * A value in words: {@code bias}, {@code no bias}, {@code 2 threads}, {@code 3-2-1}; empty for
   * one thread, the squared error and a fixed batch, which go without saying. A value from a file
   * may be anything, and is returned as it is.
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
      case LOSS -> value.equals(LossKind.SQUARED_ERROR.label()) ? "" : value;
      case DATA, EPOCHS, SPLIT, START -> defaults().contains(value) ? "" : value;
      case TARGET -> value.isEmpty() || defaults().contains(value) ? "" : "to " + value;
      case SEEDS -> value.isEmpty() || value.equals("1") ? "" : value + " seeds";
      case FEED ->
          switch (value) {
            case "", "fixed" -> "";
            case "next" -> "next minibatch";
            case "shuffled" -> "shuffled minibatches";
            default -> "feed=" + value;
          };
      case FUSION ->
          switch (value) {
            case "", "on" -> "";
            case "off" -> "op by op";
            default -> "fusion=" + value;
          };
      default -> value;
    };
  }

  /**
   * The value that {@linkplain #baseline contrasts} start from, even if it needs no words alone.
   */
  public String baselineInWords() {
    return this == FEED ? "one fixed batch" : words(baseline());
  }

  /** What is done at another value than the baseline: {@code adam}, {@code bias}. */
  public String change(String value) {
    return switch (this == FEED || this == FUSION ? value : "") {
      case "on" -> "fused";
      case "next" -> "walking through 16 minibatches";
      case "shuffled" -> "walking through 16 shuffled minibatches";
      default -> words(value);
    };
  }

  /**
   * Whether a value is not even named where all parameters of a cell are listed: it was that of all
   * cells before there was the factor.
   */
  boolean isUnsaid(String value) {
    boolean wasImplied =
        this == LOSS || this == FEED || this == FUSION || !definition.impliedIn.isEmpty();
    return wasImplied && defaults().contains(value);
  }

  private static String labels(Labelled[] values) {
    return Arrays.stream(values).map(Labelled::label).collect(Collectors.joining(", "));
  }

  /**
   * Reads a whole number of at least 1.
   *
   * @throws IllegalArgumentException if the text is none; the message says what is expected
   */
  public static Integer positive(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The message below says what is expected.
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

  private static FactorDefinition of(String meaning) {
    return new FactorDefinition(meaning);
  }
}
