package io.github.backpropbench.report.html;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** One colour and marker a backend, those of all other figures too: {@code palette.json}. */
final class Palette {
  private static final String FILE = "/io/github/backpropbench/report/palette.json";

  private final JsonNode palette;

  Palette() {
    try {
      palette = new JsonMapper().readTree(Resource.text(FILE));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the program's own palette is not JSON", e);
    }
  }

  /**
   * How a backend is drawn.
   *
   * @param marker the name of one of {@link Markers}
   */
  record Style(Colour colour, String marker) {}

  /** The style of a backend, by its name alone; that of an unknown one is always the same too. */
  Style of(String backend) {
    JsonNode known = palette.path("backends").path(backend);
    if (known.isObject()) {
      return new Style(
          Colour.parse(known.path("colour").textValue()), known.path("marker").textValue());
    }
    JsonNode colours = palette.path("others").path("colours");
    JsonNode markers = palette.path("others").path("markers");
    CRC32 checksum = new CRC32();
    checksum.update(backend.getBytes(StandardCharsets.UTF_8));
    long number = checksum.getValue();
    return new Style(
        Colour.parse(colours.path((int) (number % colours.size())).textValue()),
        markers.path((int) (number / colours.size() % markers.size())).textValue());
  }
}
