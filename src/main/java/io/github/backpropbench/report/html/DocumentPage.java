package io.github.backpropbench.report.html;

import io.github.backpropbench.report.analysis.Backends;
import io.github.backpropbench.report.chart.Chart;
import io.github.backpropbench.report.document.Document;
import io.github.backpropbench.report.document.Section;
import java.util.Map;

/**
 * A document as a page of text and tables, with charts that are drawn already, and without scripts.
 */
public final class DocumentPage {
  /** Where the link past the navigation leads to. */
  private static final String FIRST = "answer";

  private DocumentPage() {}

  /**
   * The whole file.
   *
   * @param backends that its tables name
   * @param charts its pictures, by the names of their files
   */
  public static String of(Document document, Backends backends, Map<String, Chart> charts) {
    BackendStyles styles = new BackendStyles(backends);
    PageBody body = new PageBody(new BlockHtml(styles, charts));
    int number = 0;
    for (Section section : document.sections()) {
      body.addTitled(number == 0 ? FIRST : "part-" + (number + 1), section);
      number++;
    }
    String colours = styles.css() + PageColours.css(charts.values());
    return new Page(document.title(), document.subtitle(), colours).html(body).toString();
  }
}
