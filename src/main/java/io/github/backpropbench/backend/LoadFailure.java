package io.github.backpropbench.backend;

import java.util.ServiceConfigurationError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a backend cannot be loaded, in words. */
public final class LoadFailure {
  private static final Pattern NEWER_CLASS =
      Pattern.compile(
          "(\\S+) has been compiled by .*class file version (\\d+)\\..*", Pattern.DOTALL);

  /** The class files of Java 1 have the version 45, those of Java 17 have 61. */
  private static final int CLASS_FILES_BEFORE_JAVA_1 = 44;

  private LoadFailure() {}

  /** A sentence without a full stop. */
  public static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null
        && (cause instanceof ServiceConfigurationError
            || cause instanceof ExceptionInInitializerError)) {
      cause = cause.getCause();
    }
    if (cause instanceof UnsupportedClassVersionError) {
      Matcher newer = NEWER_CLASS.matcher(String.valueOf(cause.getMessage()));
      if (newer.matches()) {
        return "%s was compiled for Java %d, and this is Java %d"
            .formatted(
                newer.group(1).replace('/', '.'),
                Integer.parseInt(newer.group(2)) - CLASS_FILES_BEFORE_JAVA_1,
                Runtime.version().feature());
      }
    }
    if (cause instanceof AbstractMethodError || cause instanceof NoSuchMethodError) {
      return "it was built for another version of the interface, or of a library: "
          + cause.getMessage();
    }
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof UnsatisfiedLinkError) {
      // Of a library that is nowhere, the JVM lists all folders in which it has looked.
      return "a native library cannot be loaded: " + message.replaceFirst("(?s)(path): .*", "$1");
    }
    if (cause instanceof NoClassDefFoundError || cause instanceof ClassNotFoundException) {
      return "the class %s is missing; the libraries of a plug-in belong beside its jar"
          .formatted(message.replace('/', '.'));
    }
    return cause instanceof ServiceConfigurationError ? message : "it failed to load: " + cause;
  }
}
