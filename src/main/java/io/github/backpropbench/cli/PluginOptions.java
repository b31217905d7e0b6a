package io.github.backpropbench.cli;

import io.github.backpropbench.backend.PluginSearch;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option for backends from jars of their own. */
final class PluginOptions {
  private static final String FOLDER = "plugins";

  @Option(
      names = "--plugins",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "DIR|JAR,…",
      description =
          "further backends: jars, folders with jars and their libraries, or folders of such folders;"
              + " default the folder '"
              + FOLDER
              + "' beside this program's jar")
  private List<Path> given = List.of();

  /**
   * The plug-ins that are named, or else those in the default folder.
   *
   * @throws UserException if there are none where the option says
   */
  PluginSearch search() {
    if (given.isEmpty()) {
      return new PluginSearch(defaultFolder().filter(Files::isDirectory).stream().toList());
    }
    for (Path path : given) {
      if (!Files.exists(path)) {
        throw new UserException("--plugins: there is no file or folder " + path);
      }
      PluginSearch search = new PluginSearch(List.of(path));
      if (search.plugins().isEmpty()) {
        throw new UserException(
            search.failures().isEmpty()
                ? "--plugins: %s has no backends: a plug-in is a jar with %s%s"
                    .formatted(path, PluginSearch.SERVICE_FILES, suggestion(path))
                : "--plugins: " + search.failures().get(0));
      }
    }
    return new PluginSearch(given);
  }

  /** Whether the option was given. */
  boolean isGiven() {
    return !given.isEmpty();
  }

  /** The folder that may be meant, if the path is a project that has built a plug-in. */
  private static String suggestion(Path path) {
    Path built = path.resolve("target").resolve("plugin");
    return Files.isDirectory(built) ? "; did you mean " + built + "?" : "";
  }

  /** Beside the program's jar; none if it runs from classes. */
  private static Optional<Path> defaultFolder() {
    CodeSource source = PluginOptions.class.getProtectionDomain().getCodeSource();
    try {
      Path program = Path.of(source.getLocation().toURI());
      return Files.isRegularFile(program)
          ? Optional.of(program.resolveSibling(FOLDER))
          : Optional.empty();
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
