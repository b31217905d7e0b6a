package io.github.backpropbench.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.Factor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GroupTest {
  private static final Group MANUAL = group("manual", "sgd", "true");

  @Test
  void labelsNameShapePrecisionAndMethod() {
    assertThat(MANUAL.label()).isEqualTo("3-2-1 f32, manual sgd, bias");
    assertThat(MANUAL.without(Factor.BIAS).label()).isEqualTo("3-2-1 f32, manual sgd");
    assertThat(group("autograd", "adam", "false").label())
        .isEqualTo("3-2-1 f32, autograd adam, no bias");
    assertThat(new Group(new TreeMap<>(Map.of("operation", "relu", "precision", "f64"))).label())
        .isEqualTo("f64, relu");
  }

  @Test
  void factorsThatNobodyForesawAreNamed() {
    assertThat(new Group(new TreeMap<>(Map.of("shape", "3-2-1", "gpu", "2"))).label())
        .isEqualTo("3-2-1, gpu=2");
  }

  @Test
  void severalThreadsAreNamedAndOneIsUnderstood() {
    TreeMap<String, String> factors = new TreeMap<>(Map.of("shape", "3-2-1", "threads", "1"));
    Group one = new Group(factors);
    factors.put("threads", "2");
    Group two = new Group(factors);
    factors.put("threads", "16");
    Group sixteen = new Group(factors);
    assertThat(one.label()).isEqualTo("3-2-1");
    assertThat(two.label()).isEqualTo("3-2-1, 2 threads");
    assertThat(List.of(sixteen, two, one).stream().sorted()).containsExactly(one, two, sixteen);
  }

  @Test
  void theDataAndTheTargetAreNamedAndTheUsualRestIsUnderstood() {
    TreeMap<String, String> factors =
        new TreeMap<>(
            Map.of(
                "shape", "64-32-10",
                "optimizer", "adam",
                "feed", "shuffled",
                "data", "digits",
                "target", "95%",
                "epochs", "100",
                "seeds", "10",
                "split", "1",
                "start", "warm"));
    assertThat(new Group(factors).label()).isEqualTo("64-32-10, adam, digits, to 95%, 10 seeds");
    factors.putAll(Map.of("epochs", "50", "split", "7", "start", "cold", "seeds", "1"));
    assertThat(new Group(factors).label())
        .isEqualTo("64-32-10, adam, digits, to 95%, epochs=50, split=7, cold");
    factors.put("data", "normal");
    assertThat(new Group(factors).label()).contains("adam, shuffled minibatches, to 95%");
  }

  @Test
  void methodsComeInTheOrderOfTheExperiment() {
    Group withoutBias = group("manual", "sgd", "false");
    Group notebook = group("notebook", "sgd", "true");
    Group autograd = group("autograd", "sgd", "true");
    Group adam = group("autograd", "adam", "true");
    Group unknown = group("forward-mode", "sgd", "true");
    assertThat(List.of(unknown, adam, autograd, withoutBias, notebook, MANUAL).stream().sorted())
        .containsExactly(MANUAL, withoutBias, notebook, autograd, adam, unknown);
  }

  private static Group group(String gradient, String optimizer, String bias) {
    return new Group(
        new TreeMap<>(
            Map.of(
                "shape", "3-2-1",
                "precision", "f32",
                "gradient", gradient,
                "optimizer", optimizer,
                "bias", bias)));
  }
}
