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
final class JarDigest {
  private JarDigest() {}

  /** SHA-256 of the jar that a class was loaded from; unknown if it was loaded from a folder. */
  static String of(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return Environment.UNKNOWN;
    }
    try {
      byte[] jar = Files.readAllBytes(Path.of(source.getLocation().toURI()));
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jar));
    } catch (IOException
        | URISyntaxException
        | IllegalArgumentException
        | NoSuchAlgorithmException e) {
      return Environment.UNKNOWN;
    }
  }
}
