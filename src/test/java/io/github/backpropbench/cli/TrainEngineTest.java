package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.backpropbench.oracle.RelativeError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code train --backend} with an engine. */
class TrainEngineTest {
  /** See {@code FixtureVerification}: what rounding explains over hundreds of steps in float64. */
  private static final double TOLERANCE = 1e-10;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--steps=300",
        "--shape=5-7-3 --batch=13 --minibatch=4 --learning-rate=1e-3 --steps=50",
        "--shape=5-7-3 --batch=13 --minibatch=4 --shuffle=5 --learning-rate=1e-3 --steps=50",
        "--shape=4-3 --loss=cross-entropy --batch=9 --learning-rate=0.1 --steps=100",
        "--shape=6-9-33-8-4 --loss=cross-entropy --minibatch=7 --learning-rate=0.05 --steps=60",
        "--data=digits --optimizer=sgd --epochs=1"
      })
  void hasTheLossesAndParametersOfAKernel(String options) throws IOException {
    JsonNode engine = trained("ojalgo-ann", options);
    JsonNode kernel = trained("arrays", options);
    assertThat(engine.path("gradient").asText()).isEqualTo("engine");
    assertThat(engine.path("backend").asText()).isEqualTo("ojalgo-ann");
    assertThat(engine.path("evaluations").size()).isEqualTo(kernel.path("evaluations").size());
    for (String key : List.of("losses", "parameters", "evaluations")) {
      assertThat(RelativeError.worst(numbers(engine.path(key)), numbers(kernel.path(key))))
          .as(key)
          .isLessThan(TOLERANCE);
    }
  }

  private static JsonNode trained(String backend, String options) throws IOException {
    Program program = train(backend, "--format=json --precision=f64 --bias " + options);
    assertThat(program.err()).isEmpty();
    assertThat(program.status()).isEqualTo(ExitStatus.DONE);
    return new JsonMapper().readTree(program.out());
  }

  private static Program train(String backend, String options) {
    return Program.run(
        Stream.concat(
                Stream.of("train", "--backend=" + backend), Stream.of(options.strip().split(" +")))
            .filter(option -> !option.isEmpty())
            .toArray(String[]::new));
  }

  private static double[] numbers(JsonNode node) {
    List<Double> values = new ArrayList<>();
    collect(node, values);
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void collect(JsonNode node, List<Double> values) {
    if (node.isNumber()) {
      values.add(node.doubleValue());
    }
    StreamSupport.stream(node.spliterator(), false).forEach(child -> collect(child, values));
  }

  @Test
  void theTableNamesTheEnginesOwnGradient() {
    Program program = train("ojalgo-ann", "--gradient=engine --steps=100");
    assertThat(program.status()).isEqualTo(ExitStatus.DONE);
    assertThat(program.out()).contains("on ojalgo-ann in f32", "engine, bias, sgd");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ojalgo-ann |                     | has none of the original experiment's four methods; give --gradient engine
          ojalgo-ann | --steps=5           | has none of the original experiment's four methods; give --gradient engine
          ojalgo-ann | --gradient=manual   | the backend 'ojalgo-ann' is an engine: it has the gradient 'engine' only, not 'manual'
          ojalgo-ann | --gradient=graph    | it has the gradient 'engine' only, not 'graph'
          ojalgo-ann | --gradient=notebook | it has the gradient 'engine' only, not 'notebook'
          ojalgo-ann | --optimizer=adam    | the backend 'ojalgo-ann' cannot train this: it has no Adam
          ojalgo-ann | --optimizer=momentum --gradient=engine | it has no momentum
          ojalgo-ann | --no-bias           | cannot train this: it always has a bias
          ojalgo-ann | --data=digits --optimizer=adamw | it has no AdamW
          ojalgo     | --gradient=engine   | the backend 'ojalgo' is no engine: it does not have the gradient 'engine'
          arrays     | --gradient=engine --data=digits | the backend 'arrays' is no engine
          """)
  void refusesWhatAnEngineDoesNotHave(String backend, String options, String sentence) {
    Program program = train(backend, options == null ? "" : options);
    assertThat(program.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(program.out()).isEmpty();
    assertThat(program.err()).contains(sentence).doesNotContain("Exception");
    assertThat(program.err().strip().lines()).hasSize(1);
  }

  @Test
  void aTrainingThatDivergesIsToldAsOnAKernel() throws IOException {
    Path problem = folder.resolve("large.json");
    Files.writeString(
        problem,
        """
        {"x": [[1000]], "labels": [0],
         "w1": [[1, 2]], "b1": [0, 0]}
        """);
    Program program = train("ojalgo-ann", "--loss=cross-entropy --steps=2 --problem=" + problem);
    assertThat(program.status()).isEqualTo(ExitStatus.DIVERGED);
    assertThat(program.err()).contains("diverged at step 0").doesNotContain("Exception");
  }
}
