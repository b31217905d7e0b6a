package io.github.backpropbench.results;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.InjectableValues;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.backpropbench.problem.JsonFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How this project reads and writes its own JSON. */
public final class Json {
  /** Marks a list that files of before do not have: it is empty there. */
  static final String NOT_RECORDED = "not recorded";

  /** With its field's name, marks a text that files of before do not have: it is empty there. */
  static final String NO_TEXT = "no text of ";

  /**
   * Strict: a field that is missing, unknown or null is an error; only boxed numbers, which stand
   * for what may be unknown, can be null, and only what is marked as {@link #NOT_RECORDED} or
   * {@link #NO_TEXT} can be missing. Numbers keep full precision and look the same on every JDK.
   */
  static final JsonMapper MAPPER = strictMapper();

  /** The length of an excerpt, in characters. */
  private static final int EXCERPT = 40;

  private Json() {}

  /**
   * Reads one value; unlike Jackson, refuses a bare {@code null} too.
   *
   * @throws JsonProcessingException if there is no such value
   */
  static <T> T read(byte[] content, int offset, int length, Class<T> type) throws IOException {
    T value = MAPPER.readValue(content, offset, length, type);
    if (value == null) {
      throw MismatchedInputException.from(null, type, "there is only null");
    }
    return value;
  }

  /**
   * Reads a file that holds one value.
   *
   * @throws IOException if it cannot be read, or holds no such value
   */
  public static <T> T read(Path file, Class<T> type) throws IOException {
    byte[] content = Files.readAllBytes(file);
    return read(content, 0, content.length, type);
  }

  /** Writes one value to a file. */
  public static void write(Path file, Object value) throws IOException {
    MAPPER.writeValue(file.toFile(), value);
  }

  /** What is wrong, without an excerpt of the source. */
  static String reason(JsonProcessingException exception) {
    return JsonFault.of(exception);
  }

  /** Where that is: {@code , line 3,}; empty if it is unknown. */
  static String lineOf(JsonProcessingException exception) {
    return exception.getLocation() == null
        ? ""
        : ", line " + exception.getLocation().getLineNr() + ",";
  }

  /** A text from a file in quotes, short and without what controls a terminal. */
  static String excerpt(String text) {
    String printable = text.replaceAll("\\p{Cntrl}", " ");
    return printable.length() <= EXCERPT
        ? "'" + printable + "'"
        : "'" + printable.substring(0, EXCERPT) + "…'";
  }

  private static JsonMapper strictMapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS) // isOk() is no field of a record
            .build();
    InjectableValues.Std values = new InjectableValues.Std().addValue(NOT_RECORDED, List.of());
    List.of("role", "licence", "source").forEach(field -> values.addValue(NO_TEXT + field, ""));
    mapper.setInjectableValues(values);
    mapper.setDefaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL));
    for (Class<?> boxed : List.of(Integer.class, Long.class, Double.class)) {
      mapper.configOverride(boxed).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.SET));
    }
    return mapper;
  }
}
