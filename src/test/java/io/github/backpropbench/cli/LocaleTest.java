package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Output is the same where decimals have a comma, or digits other forms. */
class LocaleTest {
  private final Locale usual = Locale.getDefault();

  @AfterEach
  void restore() {
    Locale.setDefault(usual);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train",
        "train --format csv",
        "train --format json --gradient notebook --optimizer adam",
        "verify --backends ojalgo-ann",
        "train --learning-rate 0.5",
        "train --minibatch 8 --steps 12",
        "train --minibatch 65",
        "train --data digits --epochs 2",
        "train --data digits --shape 64-3",
        "run --help"
      })
  void isTheSame(String line) {
    Locale.setDefault(Locale.ROOT);
    Program expected = Program.run(line.split(" "));
    for (String tag : new String[] {"de-DE", "tr-TR", "ar-EG-u-nu-arab"}) {
      Locale.setDefault(Locale.forLanguageTag(tag));
      assertThat(Program.run(line.split(" "))).isEqualTo(expected);
    }
  }
}
