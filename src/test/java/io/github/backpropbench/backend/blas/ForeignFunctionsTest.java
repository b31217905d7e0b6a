package io.github.backpropbench.backend.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.network.Matrices;
import io.github.backpropbench.oracle.KernelOracle;
import io.github.backpropbench.verification.BackendVerification;
import io.github.backpropbench.verification.KernelVerification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The foreign function interface, in a JVM of its own: on this Java if it has the interface, or on
 * a newer one that is installed beside it.
 */
@NeedsOpenBlas
class ForeignFunctionsTest {
  private static final String JAVA_VERSION = "JAVA_VERSION=\"";

  /** Ragged, and on both sides of the numbers of elements from which sums use the library. */
  private static final int[] SIZES = {1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 64, 100};

  @Test
  void allOperationsAreRightAndNothingIsWarnedOf() throws IOException {
    Optional<Path> java = newerJava();
    assumeTrue(java.isPresent(), "needs Java 22 or later, here or in /usr/lib/jvm");
    assertThat(output(java.orElseThrow()).lines())
        .containsExactly(
            "binding: foreign function interface",
            "[--enable-native-access=ALL-UNNAMED]",
            "f32: []",
            "f64: []",
            "refused: the operands of a BLAS routine do not fit");
  }

  private static Optional<Path> newerJava() throws IOException {
    List<Path> homes = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
    Path installed = Path.of("/usr/lib/jvm");
    if (Files.isDirectory(installed)) {
      try (DirectoryStream<Path> others = Files.newDirectoryStream(installed)) {
        others.forEach(homes::add);
      }
    }
    return homes.stream()
        .filter(home -> version(home) >= ForeignFunctions.FIRST_JAVA)
        .map(home -> home.resolve("bin/java"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The version in the file that each Java has beside its programs; 0 if there is none. */
  private static int version(Path home) {
    try (Stream<String> lines = Files.lines(home.resolve("release"))) {
      return lines
          .filter(line -> line.startsWith(JAVA_VERSION))
          .map(line -> line.substring(JAVA_VERSION.length()).split("[^0-9]", 2)[0])
          .mapToInt(Integer::parseInt)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  private static String output(Path java) throws IOException {
    Process process =
        new ProcessBuilder(
                java.toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ForeignFunctionsTest.class.getName())
            .redirectErrorStream(true)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  public static void main(String[] arguments) {
    BlasProvider provider = new BlasProvider();
    System.out.println("binding: " + provider.details().get("binding"));
    System.out.println(provider.jvmArguments());
    for (Precision precision : Precision.values()) {
      MatrixKernel<?> kernel = provider.create(precision, 1);
      checkSums(kernel);
      System.out.println(
          precision.label() + ": " + BackendVerification.of("blas", kernel, 1).oracleFailures());
    }
    BlasMatrixF32 small = new BlasMatrixF32(2, 2);
    try {
      new ForeignRoutinesF32().gemm(small, false, new BlasMatrixF32(3, 2), false, small);
    } catch (IllegalArgumentException e) {
      System.out.println("refused: " + e.getMessage());
    }
  }

  private static <M> void checkSums(MatrixKernel<M> kernel) {
    Random random = new Random(5);
    for (int rows : SIZES) {
      for (int columns : SIZES) {
        double[] values = new double[rows * columns];
        Arrays.setAll(values, i -> (float) random.nextDouble());
        M matrix = kernel.allocate(rows, columns);
        M sums = kernel.allocate(1, columns);
        kernel.upload(values, matrix);
        kernel.sumRows(matrix, sums);
        require(
            kernel, Matrices.download(kernel, sums), KernelOracle.sumRows(values, columns), rows);
        require(
            kernel,
            new double[] {kernel.sumOfSquares(matrix)},
            new double[] {KernelOracle.sumOfSquares(values)},
            values.length);
      }
    }
  }

  private static void require(
      MatrixKernel<?> kernel, double[] actual, double[] expected, int terms) {
    KernelVerification.require("sum", actual, expected, kernel.precision(), terms);
  }
}
