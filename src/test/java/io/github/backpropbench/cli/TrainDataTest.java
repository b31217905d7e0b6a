package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.backpropbench.convergence.ReferenceTrainings;
import io.github.backpropbench.convergence.TargetTask;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.Target;
import io.github.backpropbench.results.EvaluationCurve;
import io.github.backpropbench.results.EvaluationCurve.Evaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code train --data}. */
class TrainDataTest {
  /** Nine rows; y is the sum of a and b. */
  private static final String NUMBERS =
      "a,b,y\n1,1,2\n1,2,3\n2,1,3\n2,2,4\n3,1,4\n1,3,4\n3,3,6\n2,3,5\n3,2,5\n";

  /** Digits have 1079 training rows: 34 minibatches of 32. */
  private static final int EPOCH = 34;

  @TempDir Path folder;

  @Test
  void printsARowForEachEpoch() {
    Program program = Program.run("train", "--data=digits", "--epochs=3", "--optimizer=adam");
    assertThat(program.err()).isEmpty();
    assertThat(program.status()).isEqualTo(ExitStatus.DONE);
    assertThat(program.out())
        .contains("Shape 64-32-10, cross-entropy, 1079 rows in shuffled minibatches of 32")
        .contains("Data digits, split 1: evaluated on 359 validation and 359 test rows")
        .contains("epoch  step  training loss  validation loss  validation accuracy");
    List<String> rows = program.out().lines().toList();
    assertThat(rows.subList(rows.size() - 3, rows.size()))
        .extracting(row -> List.of(row.strip().split("\\s+")).subList(0, 2))
        .containsExactly(List.of("1", "34"), List.of("2", "68"), List.of("3", "102"));
    String accuracy = rows.get(rows.size() - 1).replaceFirst(".* ([0-9.]+) %$", "$1");
    assertThat(Double.parseDouble(accuracy)).isBetween(90.0, 100.0);
  }

  @Test
  void anUnfinishedEpochIsEvaluatedAtItsEnd() {
    Program program = Program.run("train", "--data=digits", "--steps=40");
    assertThat(program.out().lines().skip(7).map(row -> row.strip().split("\\s+")[0]))
        .containsExactly("1", "1.18");
  }

  @Test
  void theTrainingLossIsTheMeanOfItsRows() throws IOException {
    String[] arguments = {
      "train", "--data=teacher:3-2-1:50", "--learning-rate=0", "--precision=f64"
    };
    double whole = losses(json(with(arguments, "--minibatch=30", "--epochs=1")))[0] / 30;
    String out = Program.run(with(arguments, "--minibatch=7", "--epochs=2")).out();
    List<String> rows = out.lines().skip(out.lines().count() - 2).toList();
    assertThat(rows)
        .extracting(row -> row.strip().split("\\s+")[2])
        .containsOnly(LossTable.number(whole));
  }

  @Test
  void jsonHasAllEvaluations() throws IOException {
    JsonNode json = json("train", "--data=digits", "--epochs=2", "--split=5");
    assertThat(json.path("data").asText()).isEqualTo("digits");
    assertThat(json.path("split").asInt()).isEqualTo(5);
    assertThat(json.path("losses")).hasSize(2 * EPOCH);
    List<Integer> steps = new ArrayList<>();
    for (JsonNode evaluation : json.path("evaluations")) {
      steps.add(evaluation.path("step").asInt());
      assertThat(evaluation.path("epoch").asDouble())
          .isEqualTo(evaluation.path("step").asInt() / (double) EPOCH);
      assertThat(evaluation.path("validation_accuracy").asDouble()).isBetween(0.0, 1.0);
      assertThat(evaluation.path("test_loss").asDouble()).isPositive();
    }
    assertThat(steps).containsExactly(8, 16, 24, 32, 34, 40, 48, 56, 64, 68);
  }

  /** It is the training of the same seed whose steps to a target are counted. */
  @ParameterizedTest
  @CsvSource({
    "digits, 64-32-10, cross-entropy, adam, true, 95%, 0.02",
    "digits, 64-32-10, squared-error, momentum, false, 80%, 0.005",
    "teacher:3-4-2:200, 3-4-2, squared-error, sgd, true, 0.05, 0.01",
  })
  void isTheTrainingThatConvergeDoes(
      String data,
      String shape,
      String loss,
      String optimizer,
      boolean bias,
      String target,
      double rate)
      throws IOException {
    TargetTask task =
        TargetTask.load(
            data, 2, NetworkShape.parse(shape), LossKind.parse(loss), Target.parse(target), 5);
    EvaluationCurve curve =
        new ReferenceTrainings(task)
            .train(OptimizerKind.parse(optimizer), rate, bias, 32, 3)
            .get(2);
    assertThat(curve.evaluations()).hasSizeGreaterThan(2);
    JsonNode json =
        json(
            "train",
            "--data=" + data,
            "--split=2",
            "--seed=3",
            "--loss=" + loss,
            "--optimizer=" + optimizer,
            "--learning-rate=" + rate,
            "--epochs=5",
            "--precision=f64",
            bias ? "--bias" : "--no-bias");
    Map<Integer, Evaluation> byStep = new HashMap<>();
    for (JsonNode entry : json.path("evaluations")) {
      int step = entry.path("step").asInt();
      double accuracy = entry.path("test_accuracy").asDouble(Double.NaN);
      byStep.put(step, new Evaluation(step, entry.path("test_loss").asDouble(), accuracy));
    }
    assertThat(curve.evaluations()).allSatisfy(e -> assertThat(byStep.get(e.step())).isEqualTo(e));
  }

  @Test
  void theProtocolsLearningRateIsTheDefault() throws IOException {
    String[] adam = {"train", "--data=digits", "--optimizer=adam", "--epochs=1"};
    assertThat(json(adam)).isEqualTo(json(with(adam, "--learning-rate=0.02")));
    assertThat(json(with(adam, "--minibatch=128")))
        .isEqualTo(json(with(adam, "--minibatch=128", "--learning-rate=0.05")));
  }

  @Test
  void theOrderMayHaveASeedOfItsOwn() throws IOException {
    String[] usual = {"train", "--data=digits", "--epochs=1", "--seed=3"};
    JsonNode losses = json(usual).path("losses");
    assertThat(json(with(usual, "--shuffle=3")).path("losses")).isEqualTo(losses);
    assertThat(json(with(usual, "--shuffle=4")).path("losses")).isNotEqualTo(losses);
  }

  @ParameterizedTest
  @CsvSource({"digits, cross-entropy, adam", "digits, squared-error, adamw"})
  void whatIsExportedTrainsTheSame(String data, String loss, String optimizer) throws IOException {
    Path file = folder.resolve("exported.json");
    String[] how = {
      "train",
      "--loss=" + loss,
      "--optimizer=" + optimizer,
      "--learning-rate=0.01",
      "--minibatch=50"
    };
    String[] training = with(how, "--data=" + data, "--seed=3", "--split=7", "--epochs=2");
    Program export = Program.run(with(training, "--export-problem=" + file));
    assertThat(export.err()).isEmpty();
    JsonNode original = json(with(training, "--precision=f64"));
    JsonNode again =
        json(with(how, "--problem=" + file, "--steps=44", "--shuffle=3", "--precision=f64"));
    assertThat(again.path("losses")).hasSize(44).isEqualTo(original.path("losses"));
    assertThat(again.path("parameters")).isEqualTo(original.path("parameters"));
  }

  @Test
  void anExportHasAllThatIsNeededToRepeatTheTraining() throws IOException {
    Path file = folder.resolve("exported.json");
    Program.run(
        "train",
        "--data=digits",
        "--optimizer=momentum",
        "--epochs=1",
        "--seed=9",
        "--export-problem=" + file);
    JsonNode json = new JsonMapper().readTree(file.toFile());
    assertThat(fields(json))
        .containsExactly(
            "x", "y", "w1", "b1", "w2", "b2", "order", "validation", "test", "settings");
    assertThat(json.path("x")).hasSize(1079);
    assertThat(json.path("order")).hasSize(EPOCH);
    for (String part : List.of("validation", "test")) {
      assertThat(json.path(part).path("x")).hasSize(359);
      assertThat(json.path(part).path("x").path(0)).hasSize(64);
      assertThat(json.path(part).path("y").path(358)).hasSize(10);
    }
    assertThat(json.path("settings"))
        .hasToString(
            """
            {"data":"digits","split":1,"seed":9,"loss":"cross-entropy","optimizer":"momentum",\
            "learning_rate":0.1,"momentum":0.9,"weight_decay":0.0,"bias":true,"steps":34,\
            "evaluate_every":8,"classes":["0","1","2","3","4","5","6","7","8","9"]}""");
  }

  @Test
  void aNetworkWithOneOutputLearnsNumbersOfACsvFile() throws IOException {
    Path file = Files.writeString(folder.resolve("sums.csv"), NUMBERS);
    String[] arguments = {
      "train", "--data=" + file, "--label-column=y", "--shape=2-1", "--learning-rate=0.1"
    };
    // Five training rows, fewer than the usual minibatch: each step takes all of them.
    JsonNode json = json(with(arguments, "--epochs=100"));
    assertThat(json.path("data").asText()).isEqualTo(file + "#y");
    assertThat(json.path("loss").asText()).isEqualTo("squared-error");
    assertThat(json.path("evaluations")).hasSize(100);
    assertThat(fields(json.path("evaluations").path(0)))
        .containsExactly("step", "epoch", "validation_loss", "test_loss");
    assertThat(losses(json)[99]).isLessThan(1e-3);
    assertThat(Program.run(with(arguments, "--epochs=1")).out())
        .contains("epoch  step  training loss  validation loss  test loss")
        .doesNotContain("accuracy");
  }

  @Test
  void csvHasTheLossesAsEver() {
    Program program = Program.run("train", "--data=digits", "--steps=3", "--format=csv");
    assertThat(program.out())
        .hasLineCount(4)
        .startsWith("method,backend,precision,gradient,optimizer,bias,step,loss\n");
  }

  @Test
  void aTrainingOnDataDivergesLikeAnyOther() {
    Program program = Program.run("train", "--data=teacher:3-2-1", "--learning-rate=1e30");
    assertThat(program.status()).isEqualTo(ExitStatus.DIVERGED);
    assertThat(program.err()).hasLineCount(1).contains("the training diverged at step 1: the loss");
    assertThat(program.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --epochs 3                     | --epochs is about --data, which is not given
          --split 3                      | --label-column and --split are about --data, which is not given
          --label-column y               | --label-column and --split are about --data, which is not given
          --data digits --label-column y | --label-column is for a CSV file; --data digits has labels of its own
          --data digits --epochs 3 --steps 5 | --steps and --epochs are both given; give one of them
          --data digits --epochs 0       | '0' is not a whole number from 1
          --data digits --epochs 2147483647 | are 73014443998 steps; a training has at most 2147483647
          --data digits --batch 32       | it goes with neither --problem nor --batch (--minibatch is
          --data digits --problem x.json | --data has the rows; it goes with neither --problem nor --batch
          --data digits --minibatch 1080 | --minibatch 1080 is more than the 1079 rows of the training
          --data digits --minibatch 33   | --learning-rate is needed: the protocol has none for --data digits, shape 64-32-10, cross-entropy, sgd with bias and --minibatch 33
          --data digits --optimizer momentum --momentum 0.5 | cross-entropy, momentum of other constants with bias and --minibatch 32
          --data digits --shape 64-20-10 | the protocol has none for --data digits, shape 64-20-10
          --data digits --shape 64-32-9  | has 10 classes (0, 1, 2, 3, 4, 5, 6, 7, 8, 9), but the network
          --data digits --gradient notebook | the gradient 'notebook' is defined only for the loss squared-error
          --data digits --gradient notebook --shape 64-10 | only for a network with one hidden layer, not for 64-10
          --data digits --gradient notebook --no-bias --loss squared-error --learning-rate 1 | only with a bias
          --data teacher:3-2-1 --loss cross-entropy | --loss cross-entropy needs classes, but teacher:3-2-1 has numbers to predict; use squared-error
          --data teacher:3               | '3' is not a shape
          --data nothing --shape 2-2     | there is no data set nothing; known: digits, teacher:SHAPE
          --data nothing                 | there is no data set nothing; known: digits, teacher:SHAPE
          --data pom.xml                 | the data file pom.xml needs the name of the column of its labels, as in pom.xml#COLUMN
          --data pom.xml#y               | give a --shape for pom.xml#y
          --data idx:/no/such --shape 2-2 | there is no such folder
          --data digits --export-problem x.json --steps 9999999 | give fewer --steps or --epochs
          """)
  void refusesOptions(String options, String sentence) {
    List<String> arguments = new ArrayList<>(List.of("train"));
    arguments.addAll(List.of(options.split(" ")));
    Program program = Program.run(arguments.toArray(String[]::new));
    assertThat(program.err()).contains(sentence).doesNotContain("Exception");
    assertThat(program.err().lines().filter(line -> !line.startsWith("See "))).hasSize(1);
    assertThat(program.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(program.out()).isEmpty();
  }

  private static String[] with(String[] arguments, String... more) {
    return Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new);
  }

  private static JsonNode json(String... arguments) throws IOException {
    Program program = Program.run(with(arguments, "--format=json"));
    assertThat(program.err()).isEmpty();
    return new JsonMapper().readTree(program.out());
  }

  private static double[] losses(JsonNode json) {
    JsonNode losses = json.path("losses");
    return IntStream.range(0, losses.size()).mapToDouble(i -> losses.path(i).asDouble()).toArray();
  }

  private static List<String> fields(JsonNode json) {
    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
