package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code train} with other shapes, losses, optimizers and minibatches than the experiment's. */
class TrainNetworksTest {
  private static final String LABELLED =
      """
      {"x": [[1, 2], [0.5, -1], [3, 0]], %s, "w1": [[0.1, 0.2, 0.5], [0.2, -0.7, 0.3]]}
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "5-3, w1 b1",
    "5-4-3, w1 b1 w2 b2",
    "6-5-4-3-2-3-2, w1 b1 w2 b2 w3 b3 w4 b4 w5 b5 w6 b6",
  })
  void trainsNetworksOfAnyDepth(String shape, String parameters) throws IOException {
    JsonNode json = json("--shape=" + shape, "--loss=cross-entropy", "--steps=3");
    assertThat(fields(json))
        .containsExactly(
            "backend",
            "precision",
            "gradient",
            "optimizer",
            "loss",
            "bias",
            "losses",
            "parameters");
    assertThat(json.path("loss").asText()).isEqualTo("cross-entropy");
    assertThat(fields(json.path("parameters"))).containsExactly(parameters.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--loss=squared-error",
        "--optimizer=momentum",
        "--optimizer=momentum --momentum=0.5",
        "--optimizer=adamw",
        "--optimizer=adamw --weight-decay=0",
        "--minibatch=64",
        "--minibatch=5 --shuffle=1",
        "--shape=3-1",
      })
  void eachOptionMeansOneTraining(String options) {
    String[] arguments = ("train --steps=1 --format=csv " + options).split(" ");
    assertThat(Program.run(arguments).out()).hasLineCount(2);
  }

  @Test
  void constantsReachTheOptimizer() throws IOException {
    String[] rate = {"--learning-rate=0.001", "--steps=20"};
    JsonNode usual = losses(rate, "--optimizer=momentum");
    assertThat(losses(rate, "--optimizer=momentum", "--momentum=0.9")).isEqualTo(usual);
    assertThat(losses(rate, "--optimizer=momentum", "--momentum=0.8")).isNotEqualTo(usual);
    assertThat(losses(rate, "--optimizer=momentum", "--momentum=0"))
        .isEqualTo(losses(rate, "--optimizer=sgd"));
    JsonNode decayed = losses(rate, "--optimizer=adamw");
    assertThat(losses(rate, "--optimizer=adamw", "--weight-decay=0.01")).isEqualTo(decayed);
    assertThat(losses(rate, "--optimizer=adamw", "--weight-decay=0.5")).isNotEqualTo(decayed);
    assertThat(losses(rate, "--optimizer=adamw", "--weight-decay=0"))
        .isEqualTo(losses(rate, "--optimizer=adam"));
  }

  @Test
  void labelsAreTheSameAsRowsOfZerosAndOnes() throws IOException {
    Path labels = write("labels", LABELLED.formatted("\"labels\": [2, 0, 1]"));
    Path rows = write("rows", LABELLED.formatted("\"y\": [[0, 0, 1], [1, 0, 0], [0, 1, 0]]"));
    String[] loss = {"--loss=cross-entropy", "--learning-rate=0.1"};
    assertThat(losses(loss, "--problem=" + labels)).isEqualTo(losses(loss, "--problem=" + rows));
  }

  /** At a learning rate of 0 the losses of an epoch's minibatches add up to the data's. */
  @Test
  void minibatchesFollowOneAnother() throws IOException {
    String[] still = {"--learning-rate=0", "--precision=f64", "--batch=11", "--steps=9"};
    double all = losses(still).path(0).asDouble();
    double[] ordered = doubles(losses(still, "--minibatch=4"));
    double[] shuffled = doubles(losses(still, "--minibatch=4", "--shuffle=-5"));
    for (int epoch = 0; epoch < 3; epoch++) {
      assertThat(sum(ordered, epoch)).isCloseTo(all, within(1e-12 * all));
      assertThat(sum(shuffled, epoch)).isCloseTo(all, within(1e-12 * all));
    }
    assertThat(Arrays.copyOfRange(ordered, 3, 6)).isEqualTo(Arrays.copyOf(ordered, 3));
    assertThat(Arrays.copyOfRange(shuffled, 3, 6)).isNotEqualTo(Arrays.copyOf(shuffled, 3));
    assertThat(doubles(losses(still, "--minibatch=4", "--shuffle=-5"))).isEqualTo(shuffled);
    assertThat(doubles(losses(still, "--minibatch=4", "--shuffle=6"))).isNotEqualTo(shuffled);
  }

  /** The order for a seed of 3, computed by a script from the specification of java.util.Random. */
  @Test
  void shufflesAsDocumented() throws IOException {
    Path file =
        write(
            "five",
            "{\"x\": [[0], [0], [0], [0], [0]], \"y\": [[1], [2], [3], [4], [5]], \"w1\": [[0]]}");
    double[] losses =
        doubles(
            losses(
                new String[] {"--problem=" + file, "--learning-rate=0", "--steps=10"},
                "--minibatch=1",
                "--shuffle=3"));
    assertThat(Arrays.stream(losses).map(Math::sqrt).toArray())
        .containsExactly(4, 2, 1, 3, 5, 5, 2, 4, 1, 3);
  }

  @Test
  void whatIsExportedTrainsTheSame() throws IOException {
    Path file = folder.resolve("exported.json");
    String[] data = {"--shape=4-3-2", "--loss=cross-entropy", "--batch=5", "--seed=8"};
    String[] how = {"--learning-rate=0.1", "--minibatch=2", "--shuffle=3", "--steps=6"};
    assertThat(json(join(data, how))).isNotEqualTo(json(data));
    Program.run(join(join(new String[] {"train", "--export-problem=" + file}, data), how));
    String[] again = {"--loss=cross-entropy", "--problem=" + file};
    assertThat(json(join(again, how))).isEqualTo(json(join(data, how)));
    assertThat(new JsonMapper().readTree(file.toFile()).path("order"))
        .hasToString("[[3,1],[0,2],[4],[4,1],[3,0],[2]]");
  }

  @Test
  void withoutBiasNoneIsExported() throws IOException {
    Path file = folder.resolve("exported.json");
    Program.run("train", "--no-bias", "--export-problem=" + file);
    assertThat(fields(new JsonMapper().readTree(file.toFile())))
        .containsExactly("x", "y", "w1", "w2");
  }

  @Test
  void aMinibatchOfAllRowsIsTheBatch() throws IOException {
    String[] shape = {"--shape=4-3-2", "--steps=9", "--learning-rate=0.001"};
    assertThat(losses(shape, "--minibatch=64")).isEqualTo(losses(shape));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " --shuffle=1"})
  void aTrainingOnMinibatchesThatDivergesSaysWhen(String options) {
    Program program =
        Program.run(("train --minibatch=7 --learning-rate=1e30" + options).split(" "));
    assertThat(program.status()).isEqualTo(ExitStatus.DIVERGED);
    assertThat(program.out()).isEmpty();
    assertThat(program.err()).hasLineCount(1).contains("diverged at step 1: the loss is no longer");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --loss squared-error --steps 1 | Shape 3-2-1, batch 64, 1 step at learning rate 1e-6, on arrays in f32.
          --shape 3-1 --optimizer momentum | Shape 3-1, batch 64, 500 steps at learning rate 1e-6 and momentum 0.9, on arrays in f32.
          --optimizer adamw --weight-decay 1e-4 | Shape 3-2-1, batch 64, 500 steps at learning rate 1e-6 and weight decay 1e-4, on arrays in f32.
          --minibatch 16 | Shape 3-2-1, 64 rows in minibatches of 16, 500 steps at learning rate 1e-6, on arrays in f32.
          --shape 3-2-2 --loss cross-entropy --minibatch 16 --shuffle 1 | Shape 3-2-2, cross-entropy, 64 rows in shuffled minibatches of 16, 500 steps at learning rate 1e-6, on arrays in f32.
          """)
  void theHeadingSaysWhatWasTrained(String options, String heading) {
    Program program = Program.run(("train " + options).split(" "));
    assertThat(program.out().lines().allMatch(line -> line.length() <= 100)).isTrue();
    assertThat(program.out().replaceAll("\\n +", " ")).startsWith(heading + "\n");
    assertThat(program.out().contains("that of its minibatch")).isEqualTo(options.contains("mini"));
  }

  private static JsonNode losses(String[] options, String... more) throws IOException {
    return json(join(options, more)).path("losses");
  }

  private static String[] join(String[] options, String... more) {
    return Stream.of(options, more).flatMap(Stream::of).toArray(String[]::new);
  }

  private static JsonNode json(String... options) throws IOException {
    String[] command = {"train", "--format=json"};
    Program program = Program.run(join(command, options));
    assertThat(program.err()).isEmpty();
    return new JsonMapper().readTree(program.out());
  }

  private static List<String> fields(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static double[] doubles(JsonNode array) {
    return IntStream.range(0, array.size()).mapToDouble(i -> array.path(i).asDouble()).toArray();
  }

  /** Of the three minibatches of an epoch. */
  private static double sum(double[] losses, int epoch) {
    return losses[3 * epoch] + losses[3 * epoch + 1] + losses[3 * epoch + 2];
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name + ".json"), content);
  }
}
