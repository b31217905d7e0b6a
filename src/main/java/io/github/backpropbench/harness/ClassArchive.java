package io.github.backpropbench.harness;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;

/**
 * An archive of the classes that forks load (class-data sharing). A JVM maps it into memory instead
 * of finding, parsing and verifying the classes again, and so starts a tenth of a second earlier.
 * It changes nothing else; without one, forks only take longer.
 */
final class ClassArchive {
  /** With fewer forks, making the archive takes longer than it saves. */
  private static final int WORTHWHILE_FORKS = 30;

  /** With these, the user has settled the matter, or no archive can be written. */
  private static final List<String> CONFLICTING =
      List.of(
          "-Xshare", "-XX:SharedArchiveFile", "-XX:ArchiveClassesAtExit", "-XX:AOT", "-javaagent");

  private final boolean worthwhile;
  private boolean tried;
  private File file = new File("");

  /** No archive. */
  static ClassArchive none() {
    return new ClassArchive(false);
  }

  private ClassArchive(boolean worthwhile) {
    this.worthwhile = worthwhile;
  }

  /** Runs a fork with some JVM arguments in addition to those that all forks have. */
  interface Fork {
    void run(List<String> furtherArguments) throws RunnerException;
  }

  /**
   * An archive for that many forks; none if there are few, or the JVM's arguments are against it.
   */
  static ClassArchive of(int forks, List<String> jvmArguments) {
    boolean conflicts =
        Stream.concat(
                jvmArguments.stream(),
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream())
            .anyMatch(argument -> CONFLICTING.stream().anyMatch(argument::startsWith));
    return new ClassArchive(forks >= WORTHWHILE_FORKS && !conflicts);
  }

  /**
   * Makes the archive, unless that was done or tried before.
   *
   * @throws RunnerException if no fork can be started now
   */
  void make(Fork fork) throws RunnerException {
    if (!worthwhile || tried) {
      return;
    }
    try {
      Path folder = Files.createTempDirectory("backprop-bench");
      folder.toFile().deleteOnExit();
      file = folder.resolve("forks.jsa").toFile();
      file.deleteOnExit(); // before its folder: in the reverse order of these calls
      fork.run(List.of("-XX:ArchiveClassesAtExit=" + file, "-Xlog:cds*=off"));
      if (TemporaryFolder.refusal().isPresent() && !file.delete()) { // the archive has filled it
        file = new File("");
      }
    } catch (IOException | SecurityException e) {
      file = new File("");
    }
    tried = true;
  }

  /** What has a fork's JVM use the archive; nothing if there is none. */
  List<String> jvmArguments() {
    return file.isFile() ? List.of("-XX:SharedArchiveFile=" + file, "-Xlog:cds*=off") : List.of();
  }
}
