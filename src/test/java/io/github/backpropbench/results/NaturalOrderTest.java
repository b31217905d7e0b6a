package io.github.backpropbench.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
  private static final Pattern PART = Pattern.compile("[0-9]+|[^0-9]+");

  @Test
  void numbersCompareByValueAndTextByCharacter() {
    List<String> ordered =
        List.of("", "0", "08", "8", "64", "a", "a1", "a2", "a10", "a10b", "ab", "b", "b-1");
    List<String> shuffled = new ArrayList<>(ordered);
    Collections.shuffle(shuffled, new Random(1));
    shuffled.sort(NaturalOrder.COMPARATOR);
    assertThat(shuffled).isEqualTo(ordered);
  }

  /** The definition, part by part with whole numbers, on texts with many ties. */
  @Test
  void anyTwoTextsAreOrderedAsTheirParts() {
    Random random = new Random(7);
    for (int i = 0; i < 100_000; i++) {
      String a = text(random);
      String b = text(random);
      assertThat(Integer.signum(NaturalOrder.COMPARATOR.compare(a, b)))
          .as("'%s' and '%s'", a, b)
          .isEqualTo(Integer.signum(byParts(a, b)));
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(7); length > 0; length--) {
      text.append("001 -ab:".charAt(random.nextInt(8)));
    }
    return text.toString();
  }

  private static int byParts(String a, String b) {
    List<String> left = PART.matcher(a).results().map(MatchResult::group).toList();
    List<String> right = PART.matcher(b).results().map(MatchResult::group).toList();
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      String x = left.get(i);
      String y = right.get(i);
      boolean numbers = Character.isDigit(x.charAt(0)) && Character.isDigit(y.charAt(0));
      int order = numbers ? new BigInteger(x).compareTo(new BigInteger(y)) : x.compareTo(y);
      if (order != 0) {
        return order;
      }
    }
    return left.size() != right.size()
        ? Integer.compare(left.size(), right.size())
        : a.compareTo(b);
  }
}
