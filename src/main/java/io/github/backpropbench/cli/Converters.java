package io.github.backpropbench.cli;

import io.github.backpropbench.gradient.GradientKind;
import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.harness.Profile;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.optimizer.OptimizerKind;
import io.github.backpropbench.problem.NetworkShape;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How the text of an option becomes a value, with the reason if it cannot. */
final class Converters {
  private Converters() {}

  static void register(CommandLine commandLine) {
    register(commandLine, BenchmarkKind.class, BenchmarkKind::parse);
    register(commandLine, Profile.class, Profile::parse);
    register(commandLine, Precision.class, Precision::parse);
    register(commandLine, GradientKind.class, GradientKind::parse);
    register(commandLine, OptimizerKind.class, OptimizerKind::parse);
    register(commandLine, NetworkShape.class, NetworkShape::parse);
  }

  private static <T> void register(
      CommandLine commandLine, Class<T> type, Function<String, T> parse) {
    commandLine.registerConverter(type, reasoned(parse));
  }

  /** A parser's own sentence instead of picocli's about the exception. */
  private static <T> ITypeConverter<T> reasoned(Function<String, T> parse) {
    return text -> {
      try {
        return parse.apply(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    };
  }

  /** A whole number of at least 1. */
  static final class Positive implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return number(text, 1);
    }
  }

  /** True or false and nothing else. */
  static final class Truth implements ITypeConverter<Boolean> {
    @Override
    public Boolean convert(String text) {
      return switch (text) {
        case "true" -> true;
        case "false" -> false;
        default -> throw new TypeConversionException("'" + text + "' is neither true nor false");
      };
    }
  }

  private static int number(String text, int least) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The sentence below says what a number is.
    }
    throw new TypeConversionException(
        "'" + text + "' is not a whole number from " + least + " to " + Integer.MAX_VALUE);
  }
}
