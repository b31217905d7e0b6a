package io.github.backpropbench.report.html;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.backpropbench.kernel.Role;
import io.github.backpropbench.report.analysis.Backends;
import io.github.backpropbench.report.analysis.MethodLosses;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.section.AutogradWords;
import io.github.backpropbench.report.section.Phrases;
import io.github.backpropbench.results.Factor;
import java.util.List;

/**
 * What the charts of a page draw: the figures of the analysis, each with its text in the tables, so
 * that scripts need not compute or round.
 */
final class PageData {
  /** Fusion is no cost of a method but a gain. */
  private static final List<Factor> COSTS =
      Factor.METHOD.stream().filter(factor -> factor != Factor.FUSION).toList();

  private final RunAnalysis analysis;
  private final BackendStyles styles;
  private final FactorLevels factors;

  PageData(RunAnalysis analysis, BackendStyles styles, FactorLevels factors) {
    this.analysis = analysis;
    this.styles = styles;
    this.factors = factors;
  }

  /** As JSON that is safe inside a script element. */
  String json() {
    try {
      return new JsonMapper()
          .writeValueAsString(tree())
          .replace("&", "\\u0026")
          .replace("<", "\\u003c")
          .replace(">", "\\u003e");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always JSON", e);
    }
  }

  private ObjectNode tree() {
    Backends backends = analysis.run().backends();
    ObjectNode json = new JsonMapper().createObjectNode();
    json.put("work", Phrases.of(analysis));
    json.put("rowFactor", analysis.grid().rowFactor().label());
    json.put("comparisons", analysis.comparisons().size());
    ArrayNode known = json.putArray("backends");
    List<BackendStyles.Known> all = styles.all();
    for (int i = 0; i < all.size(); i++) {
      String role = backends.role(backends.names().get(i)).map(Role::label).orElse("");
      ObjectNode one = known.addObject();
      one.put("name", all.get(i).label()).put("marker", all.get(i).marker()).put("role", role);
      if (!all.get(i).dashes().isEmpty()) {
        one.put("dashes", true);
      }
    }
    json.put("baseline", Math.max(0, backends.names().indexOf(backends.baseline())));
    json.put("bothRoles", backends.haveSeveralRoles());
    json.put("autograd", AutogradWords.explained(analysis));
    ArrayNode verdicts = json.putArray("verdicts");
    Numbers.verdicts().forEach(verdicts::add);
    ArrayNode choices = json.putArray("factors");
    for (String factor : factors.names()) {
      ObjectNode choice = choices.addObject().put("name", factor);
      factors.labels(factor).forEach(choice.putArray("levels")::add);
    }
    new NetworkData(analysis, factors).putInto(json.putArray("networks"));
    ContrastData contrasts = new ContrastData(analysis, factors);
    contrasts.putInto(json.putArray("costs"), COSTS);
    contrasts.putInto(json.putArray("fusion"), List.of(Factor.FUSION));
    contrasts.putInto(json.putArray("threads"), List.of(Factor.THREADS));
    new PassData(analysis, factors).putInto(json.putArray("passes"));
    new TargetData(analysis, factors).putInto(json.putArray("targets"));
    ArrayNode trainings = json.putArray("trainings");
    for (MethodLosses training : MethodLosses.among(analysis.run().results().losses())) {
      ObjectNode one = trainings.addObject().put("label", training.label());
      one.put("backend", backends.label(training.curves().get(0).backend()));
      Numbers.addAll(one.putArray("losses"), training.losses());
      ArrayNode steps = one.putArray("steps");
      for (String backend : backends.names()) {
        training
            .stepTime(analysis.run(), backend)
            .ifPresentOrElse(time -> steps.add(time.nanoseconds()), steps::addNull);
      }
    }
    return json;
  }
}
