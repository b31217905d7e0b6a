package io.github.backpropbench.results;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be read or written, for people. */
public final class IoReason {
  private IoReason() {}

  /** The JDK's exceptions often carry the path alone as their message. */
  public static String of(IOException exception) {
    if (exception instanceof NoSuchFileException) {
      return "it does not exist";
    }
    if (exception instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (exception instanceof FileSystemException fileSystem && fileSystem.getReason() != null) {
      return fileSystem.getReason();
    }
    if (exception instanceof CharacterCodingException) {
      return "it is not text in UTF-8";
    }
    String message = exception.getMessage();
    return message == null ? exception.getClass().getSimpleName() : message;
  }
}
