package io.github.backpropbench.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Defaults;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.util.Optional;

/**
 * The options of JMH's command line, except that this program may choose the forks' JVM arguments,
 * and writes the file of results itself: JMH would not notice that the disk is full.
 */
final class JmhOptions extends CommandLineOptions {
  private static final long serialVersionUID = 1L; // JMH sends its options to the forks

  private @Nullable ArrayList<String> jvmArguments;

  JmhOptions(String... arguments) throws CommandLineOptionException {
    super(arguments);
    if (super.getJvmArgs().hasValue()) {
      setJvmArguments(EnvironmentOptions.added(System.getenv(), listOf(super.getJvmArgs())));
    }
  }

  /** Whether JMH is asked about itself, and not to measure. */
  boolean isQuestion() {
    return shouldHelp()
        || shouldList()
        || shouldListWithParams()
        || shouldListProfilers()
        || shouldListResultFormats();
  }

  /** Sets what the forks' JVMs get instead of this JVM's arguments. */
  void setJvmArguments(List<String> arguments) {
    jvmArguments = new ArrayList<>(arguments);
  }

  @Override
  public Optional<Collection<String>> getJvmArgs() {
    return jvmArguments == null ? Optional.none() : Optional.of(jvmArguments);
  }

  /** All arguments of the forks' JVMs, of which the given ones may be replaced. */
  List<String> jvmArguments(Collection<String> replaceable) {
    List<String> all = new ArrayList<>(listOf(getJvmArgsPrepend()));
    all.addAll(replaceable);
    all.addAll(listOf(getJvmArgsAppend()));
    return all;
  }

  /** The file of results; null if none is asked for. */
  @Nullable String resultFile() {
    if (!super.getResult().hasValue() && !super.getResultFormat().hasValue()) {
      return null;
    }
    String extension = resultFormat().toString().toLowerCase(Locale.ROOT);
    return super.getResult().orElse(Defaults.RESULT_FILE_PREFIX + "." + extension);
  }

  ResultFormatType resultFormat() {
    return super.getResultFormat().orElse(Defaults.RESULT_FORMAT);
  }

  @Override
  public Optional<String> getResult() {
    return Optional.none();
  }

  @Override
  public Optional<ResultFormatType> getResultFormat() {
    return Optional.none();
  }

  private static List<String> listOf(Optional<Collection<String>> arguments) {
    return List.copyOf(arguments.orElse(List.of()));
  }
}
