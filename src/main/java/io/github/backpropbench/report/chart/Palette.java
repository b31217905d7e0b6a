package io.github.backpropbench.report.chart;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * One colour and marker per backend, in every chart. They are defined in {@code palette.json},
 * which the plot scripts read too.
 */
public final class Palette {
  private static final String FILE = "/io/github/backpropbench/report/palette.json";
  private static final Content CONTENT = read();

  private Palette() {}

  /** The style of a backend. It depends on the name alone, even if the backend is unknown. */
  public static Style of(String backend) {
    Entry entry = CONTENT.backends().get(backend);
    return entry == null ? other(backend) : style(entry.colour(), entry.marker());
  }

  /** For things other than backends: the styles in order, starting over after the last. */
  public static Style numbered(int number) {
    List<Entry> entries = List.copyOf(CONTENT.backends().values());
    Entry entry = entries.get(number % entries.size());
    return style(entry.colour(), entry.marker());
  }

  /** The style that the plot scripts choose too. */
  private static Style other(String backend) {
    CRC32 checksum = new CRC32();
    checksum.update(backend.getBytes(StandardCharsets.UTF_8));
    List<String> colours = CONTENT.others().colours();
    List<String> markers = CONTENT.others().markers();
    int number = Math.toIntExact(checksum.getValue() % ((long) colours.size() * markers.size()));
    return style(
        colours.get(number % colours.size()),
        markers.get(number / colours.size() % markers.size()));
  }

  private static Style style(String colour, String marker) {
    return new Style(colour, Marker.valueOf(marker.toUpperCase(Locale.ROOT).replace('-', '_')));
  }

  private static Content read() {
    try (InputStream stream =
        Optional.ofNullable(Palette.class.getResourceAsStream(FILE)).orElseThrow()) {
      return new JsonMapper().readValue(stream, Content.class);
    } catch (IOException e) {
      throw new UncheckedIOException("the palette is part of this program", e);
    }
  }

  /**
   * How a backend is drawn.
   *
   * @param colour as SVG writes it
   */
  public record Style(String colour, Marker marker) {}

  private record Content(Map<String, Entry> backends, Others others) {}

  private record Entry(String colour, String marker) {}

  private record Others(List<String> colours, List<String> markers) {}
}
