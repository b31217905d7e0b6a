package io.github.backpropbench.report.chart;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;

/**
 * One colour and marker per backend, in every chart. They are defined in {@code palette.json},
 * which the plot scripts read too.
 */
public final class Palette {
  private static final String FILE = "/io/github/backpropbench/report/palette.json";
  private static final Content CONTENT = read();

  private Palette() {}

  /** The style of a backend by itself. It depends on the name alone, even if it is unknown. */
  public static Style of(String backend) {
    return of(Set.of(backend)).getOrDefault(backend, numbered(0));
  }

  /**
   * The styles of backends that are drawn together, no two of which look alike. A backend always
   * has the colour that it has by itself. Of unknown ones with the same colour and marker, the
   * first by name keeps the marker; and all with the same colour are dashed in different ways.
   */
  public static Map<String, Style> of(Collection<String> backends) {
    Map<String, Style> styles = new TreeMap<>();
    for (String backend : backends) {
      Entry entry = CONTENT.backends().get(backend);
      if (entry != null) {
        styles.put(backend, style(entry.colour(), entry.marker()));
      }
    }
    for (String backend : new TreeSet<>(backends)) {
      if (!styles.containsKey(backend)) {
        styles.put(backend, other(backend, styles.values()));
      }
    }
    return styles;
  }

  /** For things other than backends: the styles in order, starting over after the last. */
  public static Style numbered(int number) {
    List<Entry> entries = List.copyOf(CONTENT.backends().values());
    Entry entry = entries.get(number % entries.size());
    return style(entry.colour(), entry.marker());
  }

  /** The style that the plot scripts choose too, apart from the dashes. */
  private static Style other(String backend, Collection<Style> taken) {
    CRC32 checksum = new CRC32();
    checksum.update(backend.getBytes(StandardCharsets.UTF_8));
    Others others = CONTENT.others();
    int own = others.markers().size();
    int number = Math.toIntExact(checksum.getValue() % ((long) others.colours().size() * own));
    String colour = others.colours().get(number % others.colours().size());
    int first = number / others.colours().size() % own;
    List<String> markers = new ArrayList<>(others.markers().subList(first, own));
    markers.addAll(others.markers().subList(0, first));
    markers.addAll(others.spareMarkers());
    int alike = (int) taken.stream().filter(style -> style.colour().equals(colour)).count();
    return markers.stream()
        .map(marker -> style(colour, marker, alike))
        .filter(style -> taken.stream().noneMatch(style::looksLike))
        .findFirst()
        .orElseGet(() -> style(colour, markers.get(alike % markers.size()), alike));
  }

  private static Style style(String colour, String marker, int dashes) {
    List<String> known = CONTENT.others().dashes();
    return new Style(colour, style(colour, marker).marker(), known.get(dashes % known.size()));
  }

  private static Style style(String colour, String marker) {
    return new Style(colour, Marker.valueOf(marker.toUpperCase(Locale.ROOT).replace('-', '_')), "");
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
   * @param dashes of its lines, as SVG writes them; empty for a solid line
   */
  public record Style(String colour, Marker marker, String dashes) {
    /** Whether points of both look the same. */
    boolean looksLike(Style other) {
      return colour.equals(other.colour) && marker == other.marker;
    }
  }

  private record Content(Map<String, Entry> backends, Others others) {}

  private record Entry(String colour, String marker) {}

  private record Others(
      List<String> colours, List<String> markers, List<String> spareMarkers, List<String> dashes) {}
}
