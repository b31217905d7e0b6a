package io.github.backpropbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.harness.Profile;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole report, in locales that write numbers differently. */
class ReportLocaleTest {
  private final Locale before = Locale.getDefault();

  @AfterEach
  void restoreTheLocale() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "ar-EG", "tr-TR"})
  void theReportIsTheSameInEveryLocale(String locale) {
    Locale.setDefault(Locale.ROOT);
    RunReport expected = quick();
    String markdown = expected.markdown();
    String text = expected.text();
    String html = expected.html();
    Locale.setDefault(Locale.forLanguageTag(locale));
    assertThat(quick().markdown()).isEqualTo(markdown);
    assertThat(quick().text()).isEqualTo(text);
    assertThat(quick().html()).isEqualTo(html);
  }

  private static RunReport quick() {
    return RunReport.of(SyntheticRun.of(Profile.QUICK, "arrays", "ejml", "ojalgo"));
  }
}
