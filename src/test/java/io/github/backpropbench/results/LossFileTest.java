package io.github.backpropbench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LossFileTest {
  private static final LossCurve PLAIN =
      new LossCurve(
          "manual, bias", "ejml", "f32", "notebook", "sgd", true, List.of(3.5, 0.1 + 0.2));

  private Path file;

  @BeforeEach
  void nameFile(@TempDir Path folder) {
    file = folder.resolve("losses.csv");
  }

  @Test
  void isOneRowAStepInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(LossFile.format(List.of(PLAIN)))
          .isEqualTo(
              """
              method,backend,precision,gradient,optimizer,bias,step,loss
              "manual, bias",ejml,f32,notebook,sgd,true,0,3.5
              "manual, bias",ejml,f32,notebook,sgd,true,1,0.30000000000000004
              """);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void readsWhatItWroteWhateverTheNames() throws IOException {
    LossCurve hostile =
        new LossCurve(
            "=cmd()|\"x\",\n'", "'=1", "", "'a", "-\r\n", false, List.of(Double.NaN, 1 / 0.0));
    Files.writeString(file, LossFile.format(List.of(PLAIN, hostile)));
    assertThat(LossFile.read(file)).containsExactly(PLAIN, hostile);
  }

  @Test
  void noSpreadsheetTakesANameForAFormula() {
    LossCurve formula = new LossCurve("=cmd()", "a", "f32", "g", "sgd", true, List.of(1.0));
    assertThat(LossFile.format(List.of(formula))).contains("\n'=cmd(),a,");
  }

  @Test
  void acceptsCarriageReturnsAndNoLastLineEnd() throws IOException {
    Files.writeString(file, LossFile.format(List.of(PLAIN)).trim().replace("\n", "\r\n"));
    assertThat(LossFile.read(file)).containsExactly(PLAIN);
  }

  @Test
  void refusesDamageWithTheRow() throws IOException {
    String good = LossFile.format(List.of(PLAIN));
    assertRefused("", " holds no losses: its first line is not method,backend,");
    assertRefused("a,b\n", " holds no losses: ");
    assertRefused(
        good.replace(",1,0.3", ",2,0.3"), ", row 3, has step '2'; step 1 should come here");
    assertRefused(good.replace(",3.5", ",3,5"), ", row 2, has 9 fields; there should be 8");
    assertRefused(good.replace("3.5", "x"), ", row 2, has a loss that is not a number: 'x'");
    assertRefused(good + "\"open", " is damaged: it has a quote that is not closed");
    assertRefused(good + "\"a\"b", " is damaged: it has text after a closing quote");
    Files.write(file, new byte[] {(byte) 0xff});
    assertThatThrownBy(() -> LossFile.read(file))
        .hasMessage(file + " cannot be read: it is not text in UTF-8");
  }

  private void assertRefused(String content, String reason) throws IOException {
    Files.writeString(file, content);
    assertThatThrownBy(() -> LossFile.read(file))
        .isInstanceOf(InvalidResultsException.class)
        .hasMessageStartingWith(file + reason);
  }
}
