package io.github.backpropbench.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaletteTest {
  /** Where the scripts, too, read it. */
  private static final Path FILE =
      Path.of("src/main/resources/io/github/backpropbench/report/palette.json");

  /** Known and unknown ones; some of these have the same colour and marker by themselves. */
  private static final List<String> MANY =
      List.of(
          "arrays",
          "blas",
          "colt",
          "commons-math",
          "dl4j",
          "ejml",
          "hipparchus",
          "jblas",
          "la4j",
          "mtj",
          "nd4j",
          "ojalgo",
          "ojalgo-ann",
          "openblas",
          "vector");

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

  @Test
  void noTwoOfManyUnknownBackendsLookAlikeWhateverTheirOrder() {
    List<String> names = new ArrayList<>(MANY);
    Map<String, Palette.Style> styles = Palette.of(names);
    assertThat(styles.values().stream().map(style -> style.colour() + " " + style.marker()))
        .doesNotHaveDuplicates()
        .hasSize(names.size());
    Collections.reverse(names);
    assertThat(Palette.of(names)).isEqualTo(styles);
  }

  @Test
  void aBackendKeepsItsColourWhateverIsDrawnWithIt() {
    Palette.of(MANY)
        .forEach(
            (name, style) -> {
              assertThat(style.colour()).isEqualTo(Palette.of(name).colour());
              if (palette.path("backends").has(name)) {
                assertThat(style).isEqualTo(Palette.of(name));
              }
            });
  }

  /** As in the plots of the scripts, whose test has the same three. */
  @Test
  void theFirstOfTheSameColourKeepsItsMarker() {
    Map<String, Palette.Style> styles = Palette.of(MANY);
    assertThat(Stream.of("dl4j", "jblas", "mtj").map(styles::get).map(Palette.Style::marker))
        .containsExactly(Marker.TRIANGLE_DOWN, Marker.PLUS, Marker.CROSS);
  }

  @Test
  void linesOfTheSameColourAreDashedInDifferentWays() {
    assertThat(Palette.of(MANY).values().stream().map(style -> style.colour() + style.dashes()))
        .doesNotHaveDuplicates();
  }

  /** Points with the same marker differ in colour for readers who see no red or no green, too. */
  @ParameterizedTest
  @ValueSource(strings = {"protan", "deutan"})
  void pointsWithTheSameMarkerDifferForColourBlindReaders(String kind) {
    List<Map.Entry<String, Palette.Style>> styles = List.copyOf(Palette.of(MANY).entrySet());
    for (Map.Entry<String, Palette.Style> one : styles) {
      for (Map.Entry<String, Palette.Style> other : styles) {
        if (one != other && one.getValue().marker() == other.getValue().marker()) {
          assertThat(difference(one.getValue().colour(), other.getValue().colour(), kind))
              .as("%s and %s", one, other)
              .isGreaterThan(8);
        }
      }
    }
  }

  /**
   * The difference of two colours in CIELAB, as a reader with a colour vision deficiency sees them:
   * the matrices are those of Viénot, Brettel and Mollon (1999), in linear RGB. 2.3 is just
   * noticeable side by side; for small points that lie apart it takes several times as much.
   */
  private static double difference(String one, String other, String kind) {
    double[] a = lab(seen(one, kind));
    double[] b = lab(seen(other, kind));
    return Math.sqrt(IntStream.range(0, 3).mapToDouble(i -> Math.pow(a[i] - b[i], 2)).sum());
  }

  private static double[] seen(String hex, String kind) {
    double[] rgb = new double[3];
    for (int i = 0; i < 3; i++) {
      double channel = Integer.parseInt(hex.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      rgb[i] = channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
    boolean protan = kind.equals("protan");
    double yellow =
        protan ? 0.11238 * rgb[0] + 0.88762 * rgb[1] : 0.29275 * rgb[0] + 0.70725 * rgb[1];
    double blue =
        protan
            ? 0.00401 * rgb[0] - 0.00401 * rgb[1] + rgb[2]
            : -0.02234 * rgb[0] + 0.02234 * rgb[1] + rgb[2];
    return new double[] {yellow, yellow, Math.max(0, blue)};
  }

  private static double[] lab(double[] rgb) {
    double x = root((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.9505);
    double y = root(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]);
    double z = root((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.089);
    return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
  }

  private static double root(double value) {
    return value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16.0 / 116;
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
