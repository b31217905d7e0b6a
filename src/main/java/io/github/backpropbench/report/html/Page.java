package io.github.backpropbench.report.html;

import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.format.Markup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A page: its head, style, sections, data and scripts, all in one file. */
final class Page {
  /** Nothing is loaded from anywhere, whatever the file holds. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:;"
          + " base-uri 'none'; form-action 'none'";

  /** Says before the first paint that scripts run, so that what they draw can be folded. */
  private static final String MARK_SCRIPTED =
      "document.documentElement.className='scripted';"
          + "addEventListener('error',()=>{document.documentElement.className=''})";

  private final String title;
  private final String subtitle;
  private final String colours;
  private final BlockHtml blocks;
  private final List<Part> parts = new ArrayList<>();

  /**
   * A page without sections.
   *
   * @param colours style rules in addition to those of every page
   */
  Page(String title, String subtitle, String colours, BlockHtml blocks) {
    this.title = title;
    this.subtitle = subtitle;
    this.colours = colours;
    this.blocks = blocks;
  }

  /**
   * A section with a heading.
   *
   * @param id for links and scripts
   * @param link what the navigation calls it
   */
  private record Part(String id, String link, String title, Markup content) {}

  /** Adds a section, with more content below. */
  void add(String id, Section section, Markup... more) {
    Markup content = blocks.of(section);
    for (Markup one : more) {
      content.add(one);
    }
    add(id, section.title(), content);
  }

  /** Adds a section that the navigation calls by its title, as there are many of its kind. */
  void addTitled(String id, Section section) {
    parts.add(new Part(id, section.title(), section.title(), blocks.of(section)));
  }

  /** Adds a section with a chart, which a script draws; its blocks are folded once it has. */
  void addChart(String id, Section section) {
    if (section.blocks().stream().noneMatch(Table.class::isInstance)) {
      add(id, section);
      return;
    }
    add(
        id,
        section.title(),
        new Markup()
            .open("div", "class", "chart", "id", id + "-chart")
            .close("div")
            .line()
            .open("div", "class", "fold", "id", id + "-table")
            .line()
            .add(blocks.of(section))
            .close("div")
            .line());
  }

  /** Adds a section that the navigation calls by its id, a word or two. */
  void add(String id, String title, Markup content) {
    String words = id.replace('-', ' ');
    String link = Character.toUpperCase(words.charAt(0)) + words.substring(1);
    parts.add(new Part(id, link, title, content));
  }

  /** The file of a page without scripts. */
  String html() {
    return html(Optional.empty());
  }

  /**
   * The file of a page whose charts scripts draw.
   *
   * @param data what the charts show, as JSON
   */
  String html(String data) {
    return html(Optional.of(data));
  }

  private String html(Optional<String> data) {
    Markup html = new Markup().trusted("<!DOCTYPE html>").line().open("html", "lang", "en").line();
    head(html, data.isPresent());
    html.open("body").line().add(Markers.definitions());
    html.element("a", "Skip to the answer", "href", "#answer", "class", "skip").line();
    header(html);
    html.open("main").line();
    if (data.isPresent()) {
      html.open("form", "id", "choice", "aria-label", "What the charts show").close("form").line();
    }
    for (Part part : parts) {
      html.open("section", "id", part.id(), "aria-labelledby", part.id() + "-title").line();
      html.element("h2", part.title(), "id", part.id() + "-title").line();
      html.add(part.content()).close("section").line();
    }
    html.close("main").line();
    data.ifPresent(
        json -> {
          html.open("div", "id", "tip", "aria-hidden", "true", "hidden", "hidden");
          html.close("div").line();
          scripts(html, json);
        });
    return html.close("body").line().close("html").line().toString();
  }

  private void head(Markup html, boolean scripted) {
    html.open("head").line();
    html.empty("meta", "charset", "utf-8").line();
    html.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY).line();
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    html.empty("meta", "name", "color-scheme", "content", "light dark").line();
    html.element("title", title).line();
    html.open("style").line().trusted(Resources.styleSheet()).trusted(colours);
    html.close("style").line();
    if (scripted) {
      html.open("script").trusted(MARK_SCRIPTED).close("script").line();
    }
    html.close("head").line();
  }

  private void header(Markup html) {
    html.open("header").element("h1", title).element("p", subtitle).line();
    html.open("nav", "aria-label", "Sections").open("ul").line();
    for (Part part : parts) {
      html.open("li").element("a", part.link(), "href", "#" + part.id()).close("li").line();
    }
    html.close("ul").close("nav").close("header").line();
  }

  private static void scripts(Markup html, String data) {
    html.open("script", "type", "application/json", "id", "data").trusted(data).close("script");
    html.line().open("script").line().trusted(Resources.d3()).close("script").line();
    html.open("script").line().trusted(Resources.scripts()).close("script").line();
  }
}
