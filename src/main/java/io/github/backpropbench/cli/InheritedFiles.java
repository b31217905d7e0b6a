package io.github.backpropbench.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files that a shell opened for this program, as {@code <(…)} does. A process that Java starts
 * inherits none of them but input, output and errors.
 */
final class InheritedFiles {
  /** A file descriptor other than those three, as an argument or as an option's value. */
  private static final Pattern DESCRIPTOR =
      Pattern.compile("(|-.*=)/(?:dev|proc/self)/fd/([3-9]|[1-9][0-9]+)");

  private InheritedFiles() {}

  /** The arguments with names by which another process can open the same files, as on Linux. */
  static String[] named(String... arguments) {
    return Arrays.stream(arguments).map(InheritedFiles::named).toArray(String[]::new);
  }

  private static String named(String argument) {
    Matcher matcher = DESCRIPTOR.matcher(argument);
    if (!matcher.matches()) {
      return argument;
    }
    Path file =
        Path.of("/proc", Long.toString(ProcessHandle.current().pid()), "fd", matcher.group(2));
    return Files.exists(file) ? matcher.group(1) + file : argument;
  }
}
