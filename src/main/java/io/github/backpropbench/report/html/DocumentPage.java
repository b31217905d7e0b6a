package io.github.backpropbench.report.html;

import io.github.backpropbench.report.analysis.Backends;
import io.github.backpropbench.report.chart.Chart;
import io.github.backpropbench.report.document.Document;
import io.github.backpropbench.report.document.Document.Section;
import java.util.Map;

/** A document as a page without scripts: text, tables, and charts that are already drawn. */
public final class DocumentPage {
  /** Where the link past the navigation leads. */
  private static final String FIRST = "answer";

  private DocumentPage() {}

  /**
   * The whole file.
   *
   * @param backends those that its tables name
   * @param charts its pictures, by the names of their files
   */
  public static String of(Document document, Backends backends, Map<String, Chart> charts) {
    BackendStyles styles = new BackendStyles(backends);
    String colours = styles.css() + PageColours.css(charts.values());
    BlockHtml blocks = new BlockHtml(styles, charts);
    Page page = new Page(document.title(), document.subtitle(), colours, blocks);
    int number = 0;
    for (Section section : document.sections()) {
      page.addTitled(number == 0 ? FIRST : "part-" + (number + 1), section);
      number++;
    }
    return page.html();
  }
}
