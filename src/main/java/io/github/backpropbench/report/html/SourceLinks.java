package io.github.backpropbench.report.html;

import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.report.format.Markup;
import io.github.backpropbench.results.BackendDescription;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Links to the adapters: the source that decides how a backend uses its library. */
final class SourceLinks {
  private static final String SOURCES = "src/main/java/";

  /** Only the classes of this project have a path in its repository. */
  private static final Pattern ADAPTER =
      Pattern.compile("io\\.github\\.backpropbench\\.backend\\.[A-Za-z0-9_]+\\.[A-Za-z0-9_]+");

  /** What a link may lead to; it comes from a file, so anything else is only shown. */
  private static final Pattern URL = Pattern.compile("https?://[A-Za-z0-9][^\\s\\p{Cntrl}]*");

  private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_-]+([./][A-Za-z0-9_-]+)*");

  private static final int LENGTH = 160;

  private SourceLinks() {}

  /**
   * A list of the backends of which the source is known; empty if there are none.
   *
   * @param folder of the page; sources in the checkout around it are links, others only names
   */
  static Markup of(List<BackendDescription> backends, Optional<Path> folder) {
    Markup items = items(backends, folder);
    return items.isEmpty()
        ? items
        : new Markup()
            .element("h3", "How each library is used")
            .line()
            .open("ul", "class", "sources")
            .line()
            .add(items)
            .close("ul")
            .line();
  }

  private static Markup items(List<BackendDescription> backends, Optional<Path> folder) {
    Markup html = new Markup();
    for (BackendDescription backend : backends) {
      SortedSet<String> sources = sources(backend);
      if (!sources.isEmpty()) {
        html.open("li").element("strong", Labels.of(backend.name())).text(" ");
        html.text(Labels.of(backend.version()) + ": ");
        for (String source : sources) {
          String shown = ForeignText.of(source, LENGTH);
          link(source, folder)
              .ifPresentOrElse(
                  link -> html.element("a", shown, "href", link),
                  () -> html.element("code", shown));
          html.text(" ");
        }
        html.close("li").line();
      }
    }
    return html;
  }

  /** Where a source can be read: on the web, or in the checkout that the page is in. */
  private static Optional<String> link(String source, Optional<Path> folder) {
    if (URL.matcher(source).matches()) {
      return Optional.of(source);
    }
    return folder.filter(f -> PATH.matcher(source).matches()).flatMap(from -> link(from, source));
  }

  /** The relative path from a folder to a source of the checkout that it is in. */
  private static Optional<String> link(Path folder, String path) {
    Path from = folder.toAbsolutePath().normalize();
    for (Path root = from; root != null; root = root.getParent()) {
      if (Files.isRegularFile(root.resolve(path))) {
        return Optional.of("../".repeat(root.relativize(from).getNameCount()) + path);
      }
    }
    return Optional.empty();
  }

  /** What the backend says or, in older files, what the names of its classes say. */
  private static SortedSet<String> sources(BackendDescription backend) {
    if (!backend.source().isBlank()) {
      return new TreeSet<>(Set.of(backend.source().strip()));
    }
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
