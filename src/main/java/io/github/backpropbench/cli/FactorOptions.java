package io.github.backpropbench.cli;

import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.harness.Factors;
import io.github.backpropbench.kernel.FusionKind;
import io.github.backpropbench.kernel.Labelled;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.results.Factor;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options that name cells to measure, one for each {@link Factor} that has one: every
 * combination is measured.
 */
final class FactorOptions {
  private static final String BENCHMARKS = "--benchmarks";

  /** No option was given. */
  static final FactorOptions NONE = new FactorOptions(List.of(), Map.of());

  private final List<BenchmarkKind> benchmarks;
  private final Map<Factor, List<String>> given;

  private FactorOptions(List<BenchmarkKind> benchmarks, Map<Factor, List<String>> given) {
    this.benchmarks = benchmarks;
    this.given = given;
  }

  /** What was given on a command line that has been parsed. */
  static FactorOptions of(CommandSpec command) {
    Map<Factor, List<String>> given = new EnumMap<>(Factor.class);
    for (Factor factor : Factor.values()) {
      if (!factor.option().isEmpty()) {
        List<String> values = values(command, factor.option());
        if (!values.isEmpty()) {
          given.put(factor, values);
        }
      }
    }
    return new FactorOptions(values(command, BENCHMARKS), given);
  }

  private static <T> List<T> values(CommandSpec command, String option) {
    OptionSpec known = command.findOption(option);
    List<T> values = known == null ? null : known.getValue();
    return values == null ? List.of() : values;
  }

  /** The values that were given for a factor; none if it was not given. */
  List<String> values(Factor factor) {
    return given.getOrDefault(factor, List.of());
  }

  /**
   * Whether cells of engines are among those that are asked for: an engine is measured where the
   * manual gradients of kernels are.
   */
  boolean mayBeOfEngines() {
    List<BenchmarkKind> measured = benchmarks();
    return (measured.contains(BenchmarkKind.TRAINING_STEP)
            || measured.contains(BenchmarkKind.CONVERGENCE))
        && allows(Factor.GRADIENT, GradientKind.MANUAL, GradientKind.ENGINE)
        && allows(Factor.FUSION, FusionKind.ON);
  }

  private boolean allows(Factor factor, Labelled... values) {
    List<String> listed = values(factor);
    return listed.isEmpty() || Stream.of(values).anyMatch(value -> listed.contains(value.label()));
  }

  /** Adds the options to a command that measures any benchmark. */
  static final class Adder implements IModelTransformer {
    @Override
    public CommandSpec transform(CommandSpec command) {
      ArgGroupSpec.Builder group =
          group()
              .addArg(
                  list(BENCHMARKS, "NAME")
                      .auxiliaryTypes(BenchmarkKind.class)
                      .converters(Converters.reasoned(BenchmarkKind::parse))
                      .description(
                          "kernel, forward, backward, training-step, convergence, and the controls"
                              + " calibration, adapter-overhead, harness-floor, native-call, peak,"
                              + " bandwidth;"
                              + " default training-step")
                      .build());
      Stream.of(Factor.values())
          .filter(factor -> !factor.option().isEmpty())
          .forEach(factor -> group.addArg(option(factor, factor.defaults())));
      return command.addArgGroup(group.build());
    }
  }

  /** Adds the options to a command that measures trainings to a target. */
  static final class OfTrainings implements IModelTransformer {
    @Override
    public CommandSpec transform(CommandSpec command) {
      ArgGroupSpec.Builder group = group();
      TrainingGrid.DEFAULTS.forEach((factor, usual) -> group.addArg(option(factor, usual)));
      return command.addArgGroup(group.build());
    }
  }

  private static ArgGroupSpec.Builder group() {
    return ArgGroupSpec.builder()
        .validate(false)
        .heading("%nThe cells to measure (each list is separated by commas):%n");
  }

  private static OptionSpec option(Factor factor, List<String> usual) {
    return list(factor.option(), factor.valueName())
        .auxiliaryTypes(String.class)
        .converters(Converters.reasoned(factor::canonical))
        .description(factor.meaning() + "; default " + String.join(", ", usual))
        .build();
  }

  private static OptionSpec.Builder list(String option, String value) {
    return OptionSpec.builder(option)
        .type(List.class)
        .arity("1")
        .splitRegex(",")
        .hideParamSyntax(true)
        .paramLabel(value + ",…");
  }

  /** Whether any factor was given. */
  boolean given() {
    return !benchmarks.isEmpty() || !given.isEmpty();
  }

  /**
   * The given factors over the backends, with the defaults of those that were not given.
   *
   * @throws IllegalArgumentException if there is no such operation or size
   */
  Factors factors(List<String> backends) {
    Factors factors = Factors.of(benchmarks(), backends);
    for (Map.Entry<Factor, List<String>> factor : given.entrySet()) {
      factors = factors.with(factor.getKey(), factor.getValue());
    }
    return factors;
  }

  private List<BenchmarkKind> benchmarks() {
    boolean ofKernel = given.containsKey(Factor.OPERATION) || given.containsKey(Factor.SIZE);
    if (ofKernel && !benchmarks.isEmpty() && !benchmarks.contains(BenchmarkKind.KERNEL)) {
      throw new UserException(
          "--operations and --sizes are those of the kernel benchmark, which --benchmarks does not"
              + " name");
    }
    if (!benchmarks.isEmpty()) {
      return benchmarks;
    }
    return List.of(ofKernel ? BenchmarkKind.KERNEL : BenchmarkKind.TRAINING_STEP);
  }
}
