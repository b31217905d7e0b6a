package io.github.backpropbench.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The versions of libraries that are loaded, for {@link BackendProvider#version}. */
public final class LibraryVersion {
  /** Instead of the version of a library that is not there. */
  public static final String NONE = "none";

  private LibraryVersion() {}

  /**
   * The version of a Maven artifact, as its jar names it; {@link #NONE} if there is no such jar.
   *
   * @param user a class that uses the artifact: its class loader finds it
   */
  public static String ofArtifact(Class<?> user, String groupId, String artifactId) {
    String file = "/META-INF/maven/%s/%s/pom.properties".formatted(groupId, artifactId);
    try (InputStream in = user.getResourceAsStream(file)) {
      if (in == null) {
        return NONE;
      }
      Properties pom = new Properties();
      pom.load(in);
      return pom.getProperty("version", "unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
