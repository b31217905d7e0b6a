package io.github.backpropbench.cli;

import io.github.backpropbench.results.InvalidResultsException;
import io.github.backpropbench.results.RunDescription;
import io.github.backpropbench.results.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The folder of a run that was given none. */
final class DefaultFolder {
  private static final Path PARENT = Path.of("bench-results");

  /** Sorts by time. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss", Locale.ROOT);

  private DefaultFolder() {}

  /** Makes {@code bench-results/<time>-<profile>}, with a number behind if there is one. */
  static RunFolder create(String profile, RunDescription description)
      throws InvalidResultsException {
    String name = LocalDateTime.now().format(TIME) + "-" + profile;
    Path path = PARENT.resolve(name);
    for (int number = 2; Files.exists(path); number++) {
      path = PARENT.resolve(name + "-" + number);
    }
    return RunFolder.create(path, description);
  }
}
