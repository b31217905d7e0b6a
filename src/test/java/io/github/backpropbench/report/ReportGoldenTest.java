package io.github.backpropbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.harness.Profile;
import io.github.backpropbench.results.RunResults;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole report, in locales that write numbers otherwise. */
class ReportGoldenTest {
  private final Locale before = Locale.getDefault();

  @AfterEach
  void restoreTheLocale() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "de-DE", "ar-EG"})
  void theReportIsTheSameInEveryLocale(String locale) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(locale));
    RunResults run = SyntheticRun.of(Profile.QUICK, "arrays", "ejml", "ojalgo");
    RunReport report = RunReport.of(run);
    assertThat(report.text()).isEqualTo(golden("quick-report.txt"));
    assertThat(report.markdown()).isEqualTo(golden("quick-report.md"));
  }

  private static String golden(String name) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(ReportGoldenTest.class.getResourceAsStream(name), name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
