package io.github.backpropbench.backend;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backpropbench.backend.PlainKernelF64.Matrix;
import io.github.backpropbench.conformance.OperationsContract;
import io.github.backpropbench.conformance.ProviderContract;
import io.github.backpropbench.kernel.Availability;
import io.github.backpropbench.kernel.BackendProvider;
import io.github.backpropbench.kernel.KernelProvider;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault that the kit is there for, in a kernel or a provider that has no other. */
class ConformanceKitTest {
  private static volatile Object sink = new Object();

  /** One of m, k and n each. */
  static Stream<int[]> raggedShapes() {
    return Stream.of(new int[] {7, 0, 0}, new int[] {0, 17, 0}, new int[] {0, 0, 100});
  }

  @ParameterizedTest
  @MethodSource("raggedShapes")
  void aProductThatIsWrongAtOneRaggedSizeIsFound(int[] wrong) {
    Contract contract =
        new Contract(
            new PlainKernelF64() {
              @Override
              public void multiply(Matrix a, Matrix b, Matrix out) {
                super.multiply(a, b, out);
                spoil(wrong, out, a.columns());
              }

              @Override
              public void multiplyTransposedLeft(Matrix a, Matrix b, Matrix out) {
                super.multiplyTransposedLeft(a, b, out);
                spoil(wrong, out, a.rows());
              }

              @Override
              public void multiplyTransposedRight(Matrix a, Matrix b, Matrix out) {
                super.multiplyTransposedRight(a, b, out);
                spoil(wrong, out, a.columns());
              }
            });
    assertThatThrownBy(contract::multiplyAgreesWithTheOracle)
        .hasMessageMatching(
            "multiply with m, k, n = \\d+, \\d+, \\d+, \\d+×\\d+, f(32|64): element \\d+ is \\S+ and should"
                + " be \\S+, within \\S+");
    assertThatThrownBy(contract::multiplyTransposedLeftAgreesWithTheOracle)
        .hasMessageStartingWith("multiplyTransposedLeft with m, k, n = ");
    assertThatThrownBy(contract::multiplyTransposedRightAgreesWithTheOracle)
        .hasMessageStartingWith("multiplyTransposedRight with m, k, n = ");
  }

  private static void spoil(int[] wrong, Matrix out, int depth) {
    if (out.rows() == wrong[0] || depth == wrong[1] || out.columns() == wrong[2]) {
      out.values()[out.values().length - 1] *= 1 + 1e-6;
    }
  }

  @Test
  void aProductThatAccumulatesIsFound() {
    Contract contract =
        new Contract(
            new PlainKernelF64() {
              @Override
              public void multiply(Matrix a, Matrix b, Matrix out) {
                double[] before = out.values().clone();
                super.multiply(a, b, out);
                for (int i = 0; i < before.length; i++) {
                  out.values()[i] += before[i];
                }
              }
            });
    assertThatThrownBy(contract::multiplyAgreesWithTheOracle)
        .hasMessageContaining("element 0 is NaN and should be ");
  }

  @Test
  void anOperandThatIsChangedIsFound() {
    Contract contract =
        new Contract(
            new PlainKernelF64() {
              @Override
              public void multiply(Matrix a, Matrix b, Matrix out) {
                super.multiply(a, b, out);
                b.values()[0]++;
              }
            });
    assertThatThrownBy(contract::multiplyAgreesWithTheOracle)
        .hasMessageStartingWith("an operand of multiply, which must leave it unchanged");
  }

  @Test
  void anOldTransposeIsFound() {
    Contract contract =
        new Contract(
            new PlainKernelF64() {
              private double[] copied = {};
              private Matrix last = allocate(1, 1);

              @Override
              public void multiply(Matrix a, Matrix b, Matrix out) {
                copied = b == last ? copied : b.values().clone();
                last = b;
                super.multiply(a, new Matrix(b.rows(), b.columns(), copied), out);
              }
            });
    assertThatCode(contract::multiplyAgreesWithTheOracle).doesNotThrowAnyException();
    assertThatThrownBy(contract::productsFollowOperandsThatChange)
        .hasMessageStartingWith("multiply of operands that have changed since the last call");
  }

  @Test
  void anOperationThatDoesNotBearAnAliasIsFound() {
    Contract contract =
        new Contract(
            new PlainKernelF64() {
              @Override
              public void subtract(Matrix a, Matrix b, Matrix out) {
                copy(a, out);
                addScaled(-1, b, out);
              }
            });
    assertThatThrownBy(contract::subtractSubtracts).hasMessageStartingWith("subtract in place, ");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMegabytePerCallIsFoundEvenWhereTheLibraryMayAllocateItsResult(boolean allowed) {
    Contract contract =
        new Contract(
            new PlainKernelF64() {
              @Override
              public void multiply(Matrix a, Matrix b, Matrix out) {
                sink = new byte[1 << 20];
                super.multiply(a, b, out);
              }
            }) {
          @Override
          public long forcedBytes(String operation, long resultBytes) {
            return allowed ? 100 + 2 * resultBytes : 0;
          }
        };
    assertThatThrownBy(contract::aWarmCallAllocatesOnlyWhatTheLibraryForces)
        .hasMessageContaining("bytes that a warm call of multiply with m, k, n = [64, 3, 2]");
  }

  @Test
  void whatOnlyLargeMatricesAllocateIsFound() {
    Contract contract =
        new Contract(
            new PlainKernelF64() {
              @Override
              public void relu(Matrix a, Matrix out) {
                sink = out.values().length > 50_000 ? a.values().clone() : sink;
                super.relu(a, out);
              }
            });
    assertThatThrownBy(contract::aLargeCallAllocatesOnlyWhatTheLibraryForcesAndKeepsToItsThread)
        .hasMessageContaining("bytes that a warm call of relu with m, k, n = [300, 270,");
  }

  @Test
  void allocationOfTheResultMayBeAllowed() {
    Contract contract =
        new Contract(
            new PlainKernelF64() {
              @Override
              public void relu(Matrix a, Matrix out) {
                sink = a.values().clone();
                super.relu(a, out);
              }
            }) {
          @Override
          public long forcedBytes(String operation, long resultBytes) {
            return 32 + resultBytes; // the array has a header
          }
        };
    assertThatCode(contract::aWarmCallAllocatesOnlyWhatTheLibraryForces).doesNotThrowAnyException();
  }

  @Test
  void aThreadThatAKernelStartsIsFound() {
    Contract contract =
        new Contract(
            new PlainKernelF64() {
              private boolean started;

              @Override
              public void multiply(Matrix a, Matrix b, Matrix out) {
                super.multiply(a, b, out);
                if (!started) {
                  started = true;
                  Thread thread = new Thread(() -> sleep(Duration.ofSeconds(2)), "its own");
                  thread.setDaemon(true);
                  thread.start();
                }
              }
            });
    assertThatThrownBy(contract::aLargeCallAllocatesOnlyWhatTheLibraryForcesAndKeepsToItsThread)
        .hasMessageContaining("threads, none of which a kernel for one thread may start");
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** As those of a native library, which the JVM does not list. */
  @Test
  void otherThreadsThatComputeAreFound() {
    CompletableFuture.runAsync(() -> {}).join();
    Contract contract =
        new Contract(
            new PlainKernelF64() {
              @Override
              public void multiply(Matrix a, Matrix b, Matrix out) {
                twice(() -> super.multiply(a, b, out));
              }

              @Override
              public void multiplyTransposedLeft(Matrix a, Matrix b, Matrix out) {
                twice(() -> super.multiplyTransposedLeft(a, b, out));
              }

              @Override
              public void multiplyTransposedRight(Matrix a, Matrix b, Matrix out) {
                twice(() -> super.multiplyTransposedRight(a, b, out));
              }

              private void twice(Runnable product) {
                CompletableFuture<Void> other = CompletableFuture.runAsync(product);
                product.run();
                other.join();
              }
            });
    assertThatThrownBy(contract::aLargeCallAllocatesOnlyWhatTheLibraryForcesAndKeepsToItsThread)
        .hasMessageContaining("processor time of other threads");
  }

  @Test
  void aNameThatIsNotLowerCaseOrTakenIsFound() {
    assertThatThrownBy(new OfProvider(new Faulty("Plain", 1))::itsNameIsLowerCaseAndNotTaken)
        .hasMessageContaining("name(): lower-case letters, digits and '-'");
    assertThatThrownBy(new OfProvider(new Faulty("arrays", 1))::itsNameIsLowerCaseAndNotTaken)
        .hasMessageContaining("the names of other backends, from which name() must differ");
  }

  @Test
  void aProviderOfAnotherVersionIsFound() {
    assertThatThrownBy(
            new OfProvider(new Faulty("plain", 2))::itIsBuiltForThisVersionOfTheInterface)
        .hasMessageContaining("interfaceVersion()");
  }

  @Test
  void aProviderThatNoServiceFileNamesIsFound() {
    assertThatThrownBy(new OfProvider(new Faulty("plain", 1))::itIsNamedInItsServiceFile)
        .hasMessageContaining(
            "META-INF/services/io.github.backpropbench.kernel.KernelProvider names; it needs a line"
                + " 'io.github.backpropbench.backend.ConformanceKitTest$Faulty'");
  }

  @Test
  void anAvailabilityThatThrowsIsFound() {
    assertThatThrownBy(new OfProvider(new Faulty("plain", 1))::itIsAvailableHere)
        .hasMessageContaining("availability(1) must not throw: what is missing is a reason")
        .hasMessageContaining("no native library");
  }

  /** The kit as a backend's test inherits it. */
  private static class Contract extends OperationsContract<Matrix> {
    private final PlainKernelF64 kernel;

    Contract(PlainKernelF64 kernel) {
      this.kernel = kernel;
    }

    @Override
    public MatrixKernel<Matrix> newKernel() {
      return kernel;
    }

    @Override
    public Duration longestWarmUp() {
      return Duration.ofMillis(100);
    }
  }

  private record OfProvider(BackendProvider provider) implements ProviderContract {}

  private record Faulty(String name, int interfaceVersion) implements KernelProvider {
    @Override
    public String library() {
      return "none";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public Availability availability() {
      throw new UnsatisfiedLinkError("no native library");
    }

    @Override
    public MatrixKernel<?> create(Precision precision, int threads) {
      return new PlainKernelF64();
    }
  }
}
