package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.backpropbench.fixture.Fixture;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.oracle.RelativeError;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.Layer;
import io.github.backpropbench.verification.FixtureVerification;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code train --problem FILE --format json} against what PyTorch computes of the same file: every
 * available backend, precision, gradient and optimizer, with and without bias.
 */
class TrainGoldenTest {
  /**
   * One of the original's depth in both precisions, a deeper one, and one of minibatches with
   * labels; the trainings themselves are repeated for all fixtures elsewhere.
   */
  private static final Set<String> NAMES =
      Set.of("ragged f32", "ragged f64", "deep f64", "classes f64");

  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> printsWhatPyTorchComputes() {
    return Fixture.loadAll().stream()
        .filter(fixture -> NAMES.contains(fixture.toString()))
        .flatMap(fixture -> kernels().stream().flatMap(backend -> tests(backend, fixture)));
  }

  private static List<String> kernels() {
    LoadedBackends backends = LoadedBackends.ofThisJvm();
    List<String> names = new ArrayList<>(backends.select(List.of()));
    names.removeAll(backends.engines());
    return names;
  }

  private Stream<DynamicTest> tests(String backend, Fixture fixture) {
    return fixture.cases().stream()
        .flatMap(
            expected ->
                gradients(expected)
                    .map(
                        gradient ->
                            DynamicTest.dynamicTest(
                                backend + ", " + gradient + " as " + fixture + ", " + expected,
                                () -> compare(backend, gradient, fixture, expected))));
  }

  private void compare(String backend, String gradient, Fixture fixture, Fixture.Case expected)
      throws IOException {
    Precision precision = fixture.precision();
    Program program =
        Program.run(
            "train",
            "--problem=" + problemFile(fixture),
            "--format=json",
            "--backend=" + backend,
            "--precision=" + precision.label(),
            "--gradient=" + gradient,
            "--optimizer=" + expected.optimizer(),
            "--loss=" + fixture.loss().label(),
            "--minibatch=" + fixture.minibatch(),
            expected.bias() ? "--bias" : "--no-bias",
            "--steps=" + expected.losses().length,
            "--learning-rate=" + expected.learningRate());
    assertThat(program.err()).isEmpty();
    assertThat(program.status()).isEqualTo(ExitStatus.DONE);
    JsonNode json = MAPPER.readTree(program.out());
    assertThat(json.path("backend").asText()).isEqualTo(backend);
    assertThat(json.path("precision").asText()).isEqualTo(precision.label());
    assertThat(json.path("gradient").asText()).isEqualTo(gradient);
    assertThat(json.path("optimizer").asText()).isEqualTo(expected.optimizer());
    assertThat(json.path("loss").asText()).isEqualTo(fixture.loss().label());
    assertThat(json.path("bias").asBoolean()).isEqualTo(expected.bias());
    double tolerance = FixtureVerification.tolerance(precision);
    double[] losses = flat(json.path("losses"));
    assertThat(losses).hasSameSizeAs(expected.losses());
    for (int i = 0; i < losses.length; i++) {
      assertThat(RelativeError.of(losses[i], expected.losses()[i])).isLessThan(tolerance);
    }
    compareParameters(
        json.path("parameters"),
        Objects.requireNonNull(expected.parametersAfter().get(losses.length)),
        tolerance);
  }

  private static void compareParameters(
      JsonNode parameters, Fixture.Parameters expected, double tolerance) {
    for (int i = 0; i < expected.layers().size(); i++) {
      Layer<double[]> layer = expected.layers().get(i);
      assertThat(error(parameters.path("w" + (i + 1)), layer.w())).isLessThan(tolerance);
      assertThat(error(parameters.path("b" + (i + 1)), layer.b())).isLessThan(tolerance);
    }
  }

  private static double error(JsonNode actual, double @Nullable [] expected) {
    if (expected == null) {
      assertThat(actual.isMissingNode()).isTrue();
      return 0.0;
    }
    return RelativeError.worst(flat(actual), expected);
  }

  private static double[] flat(JsonNode node) {
    if (!node.isArray()) {
      assertThat(node.isNumber()).isTrue();
      return new double[] {node.doubleValue()};
    }
    List<Double> values = new ArrayList<>();
    node.forEach(
        element -> {
          for (double value : flat(element)) {
            values.add(value);
          }
        });
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static Stream<String> gradients(Fixture.Case expected) {
    return expected.gradient().equals("notebook")
        ? Stream.of("notebook")
        : GradientKind.EXACT.stream().map(GradientKind::label);
  }

  /** A fixture's file is a problem file, too. */
  private Path problemFile(Fixture fixture) throws IOException {
    String name = fixture.name() + "-" + fixture.precision().label() + ".json";
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      try (InputStream resource =
          Objects.requireNonNull(Fixture.class.getResourceAsStream(name(name)))) {
        Files.copy(resource, file);
      }
    }
    return file;
  }

  private static String name(String file) {
    return "/io/github/backpropbench/fixtures/" + file;
  }
}
