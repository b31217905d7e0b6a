package io.github.backpropbench.report.html;

import io.github.backpropbench.report.format.Markup;
import io.github.backpropbench.results.BackendDescription;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Links to the adapters: the source that decides how a backend uses its library. */
final class SourceLinks {
  private static final String SOURCES = "src/main/java/";

  /** Only the classes of this project have a path in its repository. */
  private static final Pattern ADAPTER =
      Pattern.compile("io\\.github\\.backpropbench\\.backend\\.[A-Za-z0-9_]+\\.[A-Za-z0-9_]+");

  private SourceLinks() {}

  /**
   * A list of the backends that have classes of this project; empty if none has.
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
      SortedSet<String> paths = paths(backend);
      if (!paths.isEmpty()) {
        html.open("li").element("strong", Labels.of(backend.name())).text(" ");
        html.text(Labels.of(backend.version()) + ": ");
        for (String path : paths) {
          folder
              .flatMap(from -> link(from, path))
              .ifPresentOrElse(
                  link -> html.element("a", path, "href", link), () -> html.element("code", path));
          html.text(" ");
        }
        html.close("li").line();
      }
    }
    return html;
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
