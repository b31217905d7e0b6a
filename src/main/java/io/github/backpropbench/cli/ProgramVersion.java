package io.github.backpropbench.cli;

import org.openjdk.jmh.util.Version;
import picocli.CommandLine.IVersionProvider;

/** The program's own version, from the manifest of its jar. */
final class ProgramVersion implements IVersionProvider {

  /** The version; "(not packaged)" when it runs from a folder of classes. */
  static String text() {
    String version = ProgramVersion.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      RootCommand.NAME + " " + text(),
      "Java " + Runtime.version() + ", JMH " + Version.getPlainVersion()
    };
  }
}
