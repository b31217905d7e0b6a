package io.github.backpropbench.harness;

import io.github.backpropbench.results.Environment;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The identity of a jar. */
public final class JarDigest {
  private JarDigest() {}

  /** SHA-256 of the jar that a class was loaded from; unknown if it was loaded from a folder. */
  static String of(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return Environment.UNKNOWN;
    }
    try {
      return of(Path.of(source.getLocation().toURI()));
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Environment.UNKNOWN;
    }
  }

  /** SHA-256 of a jar; unknown if it cannot be read. */
  public static String of(Path jar) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
    } catch (IOException | NoSuchAlgorithmException e) {
      return Environment.UNKNOWN;
    }
  }
}
