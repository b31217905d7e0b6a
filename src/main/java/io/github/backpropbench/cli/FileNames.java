package io.github.backpropbench.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Names of files that Java cannot read. It decodes them by the locale, and one that is not valid
 * there, such as any that is not ASCII in the locale C, becomes the name of another file.
 */
final class FileNames {
  /** What the locale C calls its encoding. */
  private static final String ASCII = "ANSI_X3.4-1968";

  /** What Java reads instead of bytes that are not valid. */
  private static final String REPLACEMENT = "\uFFFD";

  private FileNames() {}

  /** Why the arguments cannot be used, with the remedy; empty if they can. */
  static Optional<String> refusal(List<String> arguments) {
    return arguments.stream()
        .filter(argument -> argument.contains(REPLACEMENT))
        .findFirst()
        .map(argument -> "'" + argument + "' " + reason());
  }

  /**
   * Why files cannot be found from the folder that the program was started in; empty if they can.
   */
  static Optional<String> folderRefusal() {
    String folder = System.getProperty("user.dir", "");
    return folder.contains(REPLACEMENT)
        ? Optional.of("the current folder, '" + folder + "', " + reason())
        : Optional.empty();
  }

  /**
   * The path of that name, which may also come from a file of arguments.
   *
   * @throws IllegalArgumentException with a sentence if there is none
   */
  static Path path(String name) {
    Optional<String> refusal = refusal(List.of(name));
    if (refusal.isPresent()) {
      throw new IllegalArgumentException(refusal.get());
    }
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(refusal(e), e);
    }
  }

  /** Why that is not the name of a file. */
  static String refusal(InvalidPathException failure) {
    return "'" + failure.getInput() + "' " + reason();
  }

  private static String reason() {
    String encoding = System.getProperty("sun.jnu.encoding", "unknown");
    return encoding.equals("UTF-8")
        ? "has bytes that are not UTF-8, so Java would take it for another name; rename it"
        : "has characters that Java cannot read in this locale, whose encoding is "
            + encoding.replace(ASCII, "ASCII")
            + "; set LC_ALL=C.UTF-8";
  }
}
