package io.github.backpropbench.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.report.chart.Marker;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;

class MarkersTest {
  @ParameterizedTest
  @EnumSource(Marker.class)
  void anIconRefersToOneDefinitionWithAShapeOfItsOwn(Marker marker) {
    BackendStyles.Known backend =
        new BackendStyles.Known("any", "b0", marker.label(), Colour.parse("#0072b2"));
    ParsedPage page =
        new ParsedPage("<p>" + Markers.definitions() + Markers.icon(backend) + "</p>");
    String reference = page.all("use").get(0).getAttribute("href");
    List<String> paths =
        page.all("symbol").stream()
            .filter(symbol -> reference.equals("#" + symbol.getAttribute("id")))
            .map(symbol -> ((Element) symbol.getFirstChild()).getAttribute("d"))
            .toList();
    assertThat(paths).containsExactly(marker.path());
    assertThat(page.all("path").stream().map(path -> path.getAttribute("d")))
        .containsOnlyOnce(marker.path());
  }
}
