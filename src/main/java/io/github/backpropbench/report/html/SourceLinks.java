package io.github.backpropbench.report.html;

import io.github.backpropbench.results.BackendDescription;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Each backend's adapter: the source that decides how its library is used. */
final class SourceLinks {
  /** From a run's folder below {@code bench-results}. */
  private static final String ROOT = "../../";

  private static final String SOURCES = "src/main/java/";

  /** Classes of this project only: any other name is no path of its repository. */
  private static final Pattern ADAPTER =
      Pattern.compile("io\\.github\\.backpropbench\\.backend\\.[A-Za-z0-9_]+\\.[A-Za-z0-9_]+");

  private SourceLinks() {}

  /** A list of links; without an item for a backend that has no class of this project. */
  static Html of(List<BackendDescription> backends) {
    Html items = items(backends);
    return items.isEmpty()
        ? items
        : new Html()
            .element("h3", "How each library is used")
            .line()
            .open("ul", "class", "sources")
            .line()
            .add(items)
            .close("ul")
            .line();
  }

  private static Html items(List<BackendDescription> backends) {
    Html html = new Html();
    for (BackendDescription backend : backends) {
      SortedSet<String> paths = paths(backend);
      if (!paths.isEmpty()) {
        html.open("li").element("strong", Labels.of(backend.name())).text(" ");
        html.text(Labels.of(backend.version()) + ": ");
        for (String path : paths) {
          html.element("a", path, "href", ROOT + path).text(" ");
        }
        html.close("li").line();
      }
    }
    return html;
  }

  private static SortedSet<String> paths(BackendDescription backend) {
    SortedSet<String> paths = new TreeSet<>();
    for (String type : backend.implementations().values()) {
      if (ADAPTER.matcher(type).matches()) {
        // The float64 twins are derived from the float32 sources.
        paths.add(SOURCES + type.replaceFirst("F64$", "F32").replace('.', '/') + ".java");
      }
    }
    return paths;
  }
}
