package io.github.backpropbench.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.report.chart.Marker;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MarkersTest {
  @ParameterizedTest
  @EnumSource(Marker.class)
  void eachMarkerIsDefined(Marker marker) {
    assertThat(Markers.definitions().toString()).contains("id=\"mark-" + marker.label() + "\"");
  }
}
