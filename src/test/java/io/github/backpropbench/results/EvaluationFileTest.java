package io.github.backpropbench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backpropbench.results.EvaluationCurve.Evaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationFileTest {
  private static final String HEAD =
      "data,split,shape,loss,target,epochs,training_rows,optimizer,bias,batch,learning_rate,seed,step,test_loss,"
          + "test_accuracy\n";
  private static final String ROW =
      "digits,1,64-32-10,cross-entropy,95%,100,1079,sgd,true,32,0.5,1,";

  @TempDir Path temporary;

  @Test
  void readsWhatItWrote() throws IOException {
    EvaluationCurve ofNumbers =
        new EvaluationCurve(
            "=a,\"b\".csv#c",
            "-7",
            "3-1",
            "squared-error",
            "0.05",
            20,
            90,
            "adam",
            false,
            8,
            1e-6,
            3,
            List.of(
                new Evaluation(7, Double.NaN, Double.NaN), new Evaluation(14, 0.04, Double.NaN)));
    List<EvaluationCurve> curves =
        List.of(SampleCurves.reached(96).get(0), SampleCurves.reached(96, 104).get(1), ofNumbers);
    Path file = Files.writeString(temporary.resolve("e.csv"), EvaluationFile.format(curves));
    assertThat(EvaluationFile.read(file)).isEqualTo(curves);
    assertThat(file).content().startsWith(HEAD + ROW + "48,1.25,0.5\n" + ROW + "96,0.25,0.95\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          48,1.25               | row 3, has 14 fields; there should be 15
          x,1.25,0.5            | row 3, is damaged: For input string: "x"
          48,,0.5               | row 3, is damaged: empty String
          """)
  void saysWhichRowIsDamaged(String rest, String reason) throws IOException {
    Path file =
        Files.writeString(
            temporary.resolve("e.csv"), HEAD + ROW + "8,1.25,0.5\n" + ROW + rest + "\n");
    assertThatThrownBy(() -> EvaluationFile.read(file))
        .isInstanceOf(InvalidResultsException.class)
        .hasMessageContaining(file + ", " + reason);
  }

  @Test
  void refusesAnotherFile() throws IOException {
    Path file = Files.writeString(temporary.resolve("e.csv"), "a,b\n1,2\n");
    assertThatThrownBy(() -> EvaluationFile.read(file))
        .hasMessageContaining("holds no evaluations: its first line is not data,split,");
  }
}
