package io.github.backpropbench.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaletteTest {
  /** Where the scripts, too, read it. */
  private static final Path FILE =
      Path.of("src/main/resources/io/github/backpropbench/report/palette.json");

  private JsonNode palette;

  @BeforeEach
  void read() throws IOException {
    palette = new JsonMapper().readTree(FILE.toFile());
  }

  @Test
  void noTwoBackendsOfThePaletteLookAlike() {
    List<String> names = new ArrayList<>();
    palette.path("backends").fieldNames().forEachRemaining(names::add);
    assertThat(names).contains("arrays", "ejml", "ojalgo", "vector", "blas");
    assertThat(names.stream().map(Palette::of)).doesNotHaveDuplicates();
  }

  /** The CRC-32 of the names are by Python's zlib, with which the scripts choose. */
  @ParameterizedTest
  @CsvSource({"my-backend, 3949589424", "größe, 1540598153"})
  void anUnknownBackendLooksAsInThePlotsOfTheScripts(String name, long checksum) {
    JsonNode colours = palette.at("/others/colours");
    JsonNode markers = palette.at("/others/markers");
    Palette.Style style = Palette.of(name);
    assertThat(style.colour())
        .isEqualTo(colours.get((int) (checksum % colours.size())).textValue());
    assertThat(style.marker().label())
        .isEqualTo(markers.get((int) (checksum / colours.size() % markers.size())).textValue());
  }
}
