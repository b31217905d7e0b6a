package io.github.backpropbench.backend.ojalgo;

import io.github.backpropbench.kernel.Availability;
import io.github.backpropbench.kernel.BackendProvider;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Properties;

/** What ojAlgo's kernels and its own networks have in common. */
abstract class OjalgoLibrary implements BackendProvider {
  private static final String PROPERTIES = "/META-INF/maven/org.ojalgo/ojalgo/pom.properties";

  @Override
  public String licence() {
    return "MIT";
  }

  @Override
  public int interfaceVersion() {
    return INTERFACE_VERSION;
  }

  /**
   * From the properties that Maven packs with the library: its own {@code getVersion} reads the
   * jar's manifest, which in a shaded jar belongs to another program.
   */
  @Override
  public String version() {
    try (InputStream stream = OjalgoLibrary.class.getResourceAsStream(PROPERTIES)) {
      Properties properties = new Properties();
      if (stream != null) {
        properties.load(stream);
      }
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }

  @Override
  public List<String> artifacts() {
    return List.of("ojalgo");
  }

  @Override
  public Availability availability() {
    try {
      library("org.ojalgo.matrix.store.R032Store");
      library("org.ojalgo.matrix.store.R064Store");
      return Availability.available();
    } catch (ClassNotFoundException | LinkageError e) {
      return Availability.unavailable("ojAlgo's classes are not on the class path (" + e + ")");
    }
  }

  /** ojAlgo halves its work and gives half of the threads to each half. */
  @Override
  public Availability availabilityOfThreads(int threads) {
    return Integer.bitCount(threads) == 1
        ? Availability.available()
        : Availability.unavailable("its number of threads must be a power of two: 2, 4, 8, …");
  }

  /** Finds a class without initializing it. */
  private static void library(String name) throws ClassNotFoundException {
    Class.forName(name, false, OjalgoLibrary.class.getClassLoader());
  }
}
