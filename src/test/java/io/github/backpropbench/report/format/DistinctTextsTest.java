package io.github.backpropbench.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DistinctTextsTest {
  private static final String LONG = "a rather long beginning, ".repeat(40);

  @Test
  void shortTextsThatDifferStayAsTheyAre() {
    List<String> texts = List.of("", "64", "ArrayList", "arraylist", "größer", "名前");
    assertThat(shown(texts, 12)).containsExactlyElementsOf(texts);
  }

  @Test
  void aLongTextIsCutWhereItIsLikeOthers() {
    assertThat(shown(List.of(LONG + "2024-04" + LONG, LONG + "2024-05" + LONG), 40))
        .allMatch(text -> text.length() <= 40)
        .allMatch(text -> text.startsWith("a rather") && text.endsWith("…"))
        .satisfiesExactly(
            first -> assertThat(first).contains("2024-04"),
            second -> assertThat(second).contains("2024-05"));
  }

  @Test
  void eachPlaceIsShownAtWhichATextDepartsFromOthers() {
    List<String> texts =
        Stream.of("x1", "x2", "y1", "y2").map(t -> t.charAt(0) + LONG + t.charAt(1)).toList();
    assertThat(shown(texts, 20))
        .satisfiesExactly(
            text -> assertThat(text).startsWith("x").endsWith("1"),
            text -> assertThat(text).startsWith("x").endsWith("2"),
            text -> assertThat(text).startsWith("y").endsWith("1"),
            text -> assertThat(text).startsWith("y").endsWith("2"));
  }

  @Test
  void aTextThatIsTheBeginningOfAnotherShowsItsEnd() {
    assertThat(shown(List.of(LONG, LONG + "and more"), 30))
        .satisfiesExactly(
            text -> assertThat(text).endsWith("beginning,"),
            text -> assertThat(text).contains("and more"));
  }

  @Test
  void whatCannotBeSeenIsEscapedWhereOnlyThatDiffers() {
    assertThat(shown(List.of("a b", "a  b", "a\tb", "a b ", "a\u200bb"), 20))
        .containsExactly("a b", "a␣␣b", "a\\tb", "a b␣", "a\\u200bb");
    assertThat(shown(List.of("é", "e\u0301"), 20)).containsExactly("é", "e\\u0301");
    assertThat(shown(List.of("on\ufe0f", "on"), 20)).containsExactly("on\\ufe0f", "on");
    assertThat(shown(List.of(" ", ""), 20)).containsExactly("␣", "");
    assertThat(shown(List.of("\u001b[31mred"), 20)).containsExactly("[31mred");
  }

  @Test
  void whatStillLooksTheSameIsNumbered() {
    assertThat(shown(List.of("a" + "0".repeat(500), "a" + "0".repeat(501)), 20))
        .doesNotHaveDuplicates()
        .allMatch(text -> text.matches("a0+…0+ #[12]"));
    assertThat(new DistinctTexts<>(Map.of(1, "same", 2, "same", 3, "same #1"), 20))
        .extracting(texts -> texts.of(1), texts -> texts.of(2), texts -> texts.of(3))
        .containsExactly("same #2", "same #3", "same #1");
  }

  @Test
  void noCharacterIsCutInTwo() {
    String faces = "😀".repeat(100);
    assertThat(shown(List.of(faces + "😁" + faces, faces + "😂" + faces), 21))
        .doesNotHaveDuplicates()
        .allMatch(
            text -> text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE));
  }

  static Stream<List<String>> families() {
    List<String> nested = IntStream.range(1, 300).mapToObj("a"::repeat).toList();
    return Stream.of(
        nested,
        nested.stream()
            .map(text -> new StringBuilder(text).append('b').reverse().toString())
            .toList(),
        IntStream.range(0, 500).mapToObj(i -> LONG + i + LONG).toList(),
        IntStream.range(0, 500).mapToObj(i -> i + LONG + (i % 7) + LONG + (i % 11)).toList(),
        IntStream.range(0, 256)
            .mapToObj(
                i ->
                    IntStream.range(0, 8)
                        .mapToObj(bit -> LONG + (i >> bit & 1))
                        .reduce("", String::concat))
            .toList());
  }

  @ParameterizedTest
  @MethodSource("families")
  void noTwoAreShownAlike(List<String> texts) {
    for (int most : new int[] {5, 12, 40}) {
      List<String> shown = shown(texts, most);
      assertThat(new HashSet<>(shown)).hasSameSizeAs(texts);
      assertThat(shown).allMatch(text -> text.replaceAll(" #\\d+$", "").length() <= most);
    }
  }

  @Test
  void thousandsOfLongTextsAreSoonCut() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      texts.add(LONG + "{\"id\":" + i + "}" + LONG);
    }
    long start = System.nanoTime();
    List<String> shown = shown(texts, 40);
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    assertThat(new HashSet<>(shown)).hasSize(texts.size());
    // Far above what an idle machine needs: comparing each with each takes much longer.
    assertThat(time).isLessThan(Duration.ofSeconds(10));
  }

  private static List<String> shown(List<String> texts, int most) {
    DistinctTexts<String> distinct = DistinctTexts.of(texts, most);
    return texts.stream().map(distinct::of).toList();
  }
}
