package io.github.backpropbench.backend.blas;

import io.github.backpropbench.kernel.KernelProvider;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The backend in a JVM of its own, since a process loads the native library once. It prints how the
 * backend presents itself and, where it is available, in how many threads it multiplies.
 */
final class BlasProcess {
  /** Short enough for the system's name of a thread, which the threads that it starts inherit. */
  private static final String CALLER = "blas-caller";

  private static final int SIZE = 600;

  private BlasProcess() {}

  /**
   * Runs it, and returns all that it printed, errors included.
   *
   * @param environment what is added to the environment
   * @param jvmArguments for the JVM, such as properties
   */
  static String output(Map<String, String> environment, String... jvmArguments) throws IOException {
    return output(1, environment, jvmArguments);
  }

  /**
   * Runs it.
   *
   * @param threads that the backend is told to multiply on
   */
  static String output(int threads, Map<String, String> environment, String... jvmArguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(new BlasProvider().jvmArguments());
    command.addAll(List.of(jvmArguments));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(BlasProcess.class.getName());
    command.add(Integer.toString(threads));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("OPENBLAS_"));
    builder.environment().putAll(environment);
    return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  public static void main(String[] arguments) throws InterruptedException {
    int threads = Integer.parseInt(arguments[0]);
    Thread caller = new Thread(() -> present(threads), CALLER);
    caller.start();
    caller.join();
  }

  private static void present(int threads) {
    KernelProvider provider = new BlasProvider();
    String reason = provider.availability().reason();
    System.out.println("version: " + provider.version());
    System.out.println("missing: " + reason);
    provider.warnings().forEach(warning -> System.out.println("warning: " + warning));
    if (reason.isEmpty()) {
      provider.details().forEach((name, value) -> System.out.println(name + ": " + value));
      multiply(provider.create(Precision.F32, threads));
      System.out.println("threads: " + threadsOfCaller());
    }
  }

  private static <M> void multiply(MatrixKernel<M> kernel) {
    M a = kernel.allocate(SIZE, SIZE);
    M b = kernel.allocate(SIZE, SIZE);
    M out = kernel.allocate(SIZE, SIZE);
    kernel.multiply(a, b, out);
  }

  /** The caller itself, and those that it started. */
  private static int threadsOfCaller() {
    int count = 0;
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (Path thread : threads) {
        count += name(thread).equals(CALLER) ? 1 : 0;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return count;
  }

  private static String name(Path thread) throws IOException {
    try {
      return Files.readString(thread.resolve("comm")).strip();
    } catch (NoSuchFileException e) {
      return ""; // it has ended
    }
  }
}
