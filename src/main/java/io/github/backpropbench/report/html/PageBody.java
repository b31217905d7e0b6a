package io.github.backpropbench.report.html;

import io.github.backpropbench.report.document.Section;
import io.github.backpropbench.report.document.Table;
import java.util.ArrayList;
import java.util.List;

/** The sections of a page in their order, each with an id for links and scripts. */
final class PageBody {
  private final BlockHtml blocks;
  private final List<Part> parts = new ArrayList<>();

  PageBody(BlockHtml blocks) {
    this.blocks = blocks;
  }

  /**
   * A section with a heading.
   *
   * @param link what the navigation calls it
   */
  record Part(String id, String link, String title, Html content) {}

  List<Part> parts() {
    return parts;
  }

  /** A section as it is. */
  void add(String id, Section section, Html... more) {
    Html content = blocks.of(section);
    for (Html one : more) {
      content.add(one);
    }
    add(id, section.title(), content);
  }

  /** A section of many, which the navigation calls by its title. */
  void addTitled(String id, Section section) {
    parts.add(new Part(id, section.title(), section.title(), blocks.of(section)));
  }

  /** A section with a chart, which a script draws; what it says is folded where that is done. */
  void addChart(String id, Section section) {
    if (section.blocks().stream().noneMatch(Table.class::isInstance)) {
      add(id, section);
      return;
    }
    add(
        id,
        section.title(),
        new Html()
            .open("div", "class", "chart", "id", id + "-chart")
            .close("div")
            .line()
            .open("div", "class", "fold", "id", id + "-table")
            .line()
            .add(blocks.of(section))
            .close("div")
            .line());
  }

  /** In the navigation, the id is a word or two. */
  void add(String id, String title, Html content) {
    String words = id.replace('-', ' ');
    String link = Character.toUpperCase(words.charAt(0)) + words.substring(1);
    parts.add(new Part(id, link, title, content));
  }
}
