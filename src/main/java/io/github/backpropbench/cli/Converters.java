package io.github.backpropbench.cli;

import io.github.backpropbench.harness.Profile;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.Target;
import io.github.backpropbench.results.Factor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts the text of options to values, or says why it cannot. */
final class Converters {
  private Converters() {}

  static void register(CommandLine commandLine) {
    register(commandLine, Profile.class, Profile::parse);
    register(commandLine, Precision.class, Precision::parse);
    register(commandLine, GradientKind.class, GradientKind::parse);
    register(commandLine, LossKind.class, LossKind::parse);
    register(commandLine, OptimizerKind.class, OptimizerKind::parse);
    register(commandLine, NetworkShape.class, NetworkShape::parse);
    register(commandLine, Target.class, Target::parse);
    register(commandLine, LossFormat.class, LossFormat::parse);
    register(commandLine, ComparisonFormat.class, ComparisonFormat::parse);
    register(commandLine, ExportFormat.class, ExportFormat::parse);
    register(commandLine, Path.class, text -> FileNames.path(StandardInputFirst.unmarked(text)));
  }

  private static <T> void register(
      CommandLine commandLine, Class<T> type, Function<String, T> parse) {
    commandLine.registerConverter(type, reasoned(parse));
  }

  /** Reports a parser's own message instead of picocli's about the exception. */
  static <T> ITypeConverter<T> reasoned(Function<String, T> parse) {
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
      try {
        return Factor.positive(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** A whole number that random numbers are drawn from. */
  static final class Seed implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      try {
        return Long.valueOf(text);
      } catch (NumberFormatException e) {
        throw new TypeConversionException(
            "'" + text + "' is not a whole number of at most " + Long.MAX_VALUE + " in size");
      }
    }
  }

  /** A finite number of at least 0. */
  static final class NonNegative implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      try {
        double number = Double.parseDouble(text);
        if (number >= 0.0 && Double.isFinite(number)) {
          return number;
        }
      } catch (NumberFormatException e) {
        // The exception below has the reason.
      }
      throw new TypeConversionException("'" + text + "' is not a finite number of at least 0");
    }
  }

  /** A regular expression. */
  static final class Regex implements ITypeConverter<Pattern> {
    @Override
    public Pattern convert(String text) {
      try {
        return Pattern.compile(text);
      } catch (PatternSyntaxException e) {
        throw new TypeConversionException(
            "'" + text + "' is not a regular expression: " + e.getDescription());
      }
    }
  }

  /** A time such as 90s, 10m or 2h. */
  static final class Span implements ITypeConverter<Duration> {
    private static final Pattern FORMAT = Pattern.compile("([1-9][0-9]{0,5})([smh])");

    @Override
    public Duration convert(String text) {
      Matcher matcher = FORMAT.matcher(text);
      if (!matcher.matches()) {
        throw new TypeConversionException(
            "'" + text + "' is not a time; write seconds, minutes or hours, as in 90s, 10m, 2h");
      }
      long number = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "s" -> Duration.ofSeconds(number);
        case "m" -> Duration.ofMinutes(number);
        default -> Duration.ofHours(number);
      };
    }
  }

  /** A share above 0 and up to 1, written as in 2% or 0.5%. */
  static final class Percentage implements ITypeConverter<Double> {
    private static final Pattern FORMAT = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,9})?)%");

    @Override
    public Double convert(String text) {
      Matcher matcher = FORMAT.matcher(text);
      double share = matcher.matches() ? Double.parseDouble(matcher.group(1)) / 100 : 0.0;
      if (!(share > 0.0 && share <= 1.0)) {
        throw new TypeConversionException(
            "'" + text + "' is not a percentage of more than 0%, as in 2% or 0.5%");
      }
      return share;
    }
  }
}
