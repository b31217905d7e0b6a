package io.github.backpropbench.backend.vector;

import io.github.backpropbench.backend.BackendRegistry;
import io.github.backpropbench.kernel.KernelProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the backend presents itself in a JVM that was started with other arguments. */
final class VectorProcess {
  private VectorProcess() {}

  /** Runs it, and returns all that it printed, errors included. */
  static String output(String... jvmArguments) throws IOException {
    return output(VectorProcess.class, jvmArguments);
  }

  /** Runs another program so. */
  static String output(Class<?> program, String... jvmArguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(jvmArguments));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(program.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  public static void main(String[] arguments) {
    BackendRegistry registry = BackendRegistry.load();
    System.out.println("failures: " + registry.failures());
    System.out.println("arrays: " + registry.find("arrays").availability().isAvailable());
    KernelProvider vector = registry.kernels("vector");
    System.out.println("version: " + vector.version());
    System.out.println("arguments: " + vector.jvmArguments());
    System.out.println("missing: " + vector.availability().reason());
    if (vector.availability().isAvailable()) {
      System.out.println("details: " + vector.details());
    }
  }
}
