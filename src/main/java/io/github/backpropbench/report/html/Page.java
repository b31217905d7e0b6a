package io.github.backpropbench.report.html;

import java.util.Optional;

/**
 * The frame of a page: its head, style, sections, data and scripts, all in one file.
 *
 * @param colours rules of style beside those of every page
 */
record Page(String title, String subtitle, String colours) {
  /** Nothing is loaded from anywhere, whatever the file holds. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:;"
          + " base-uri 'none'; form-action 'none'";

  /** Before the first paint: scripts run, so what they show otherwise can be folded. */
  private static final String MARK_SCRIPTED =
      "document.documentElement.className='scripted';"
          + "addEventListener('error',()=>{document.documentElement.className=''})";

  /** A page of text and tables alone. */
  Html html(PageBody body) {
    return html(body, Optional.empty());
  }

  /**
   * A page with charts.
   *
   * @param data that they show, as JSON
   */
  Html html(PageBody body, String data) {
    return html(body, Optional.of(data));
  }

  private Html html(PageBody body, Optional<String> data) {
    Html html = new Html().trusted("<!DOCTYPE html>").line().open("html", "lang", "en").line();
    head(html, data.isPresent());
    html.open("body").line().add(Markers.definitions());
    html.element("a", "Skip to the answer", "href", "#answer", "class", "skip").line();
    header(html, body);
    html.open("main").line();
    if (data.isPresent()) {
      html.open("form", "id", "choice", "aria-label", "What the charts show").close("form").line();
    }
    for (PageBody.Part part : body.parts()) {
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
    return html.close("body").line().close("html").line();
  }

  private void head(Html html, boolean scripted) {
    html.open("head").line();
    html.empty("meta", "charset", "utf-8").line();
    html.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY).line();
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    html.empty("meta", "name", "color-scheme", "content", "light dark").line();
    html.element("title", title).line();
    html.open("style").line().trusted(Resource.text("page.css")).trusted(colours);
    html.close("style").line();
    if (scripted) {
      html.open("script").trusted(MARK_SCRIPTED).close("script").line();
    }
    html.close("head").line();
  }

  private void header(Html html, PageBody body) {
    html.open("header").element("h1", title).element("p", subtitle).line();
    html.open("nav", "aria-label", "Sections").open("ul").line();
    for (PageBody.Part part : body.parts()) {
      html.open("li").element("a", part.link(), "href", "#" + part.id()).close("li").line();
    }
    html.close("ul").close("nav").close("header").line();
  }

  private static void scripts(Html html, String data) {
    html.open("script", "type", "application/json", "id", "data").trusted(data).close("script");
    html.line().open("script").line().trusted(Scripts.library()).close("script").line();
    html.open("script").line().trusted(Scripts.own()).close("script").line();
  }
}
