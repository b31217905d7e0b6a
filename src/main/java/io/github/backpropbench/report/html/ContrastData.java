package io.github.backpropbench.report.html;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.Group;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.section.AutogradWords;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a change of one factor does to the time, such as a bias or more threads, by network and
 * method, then by batch.
 */
record ContrastData(RunAnalysis analysis, FactorLevels factors) {
  void putInto(ArrayNode json, List<Factor> asked) {
    for (Factor factor : asked) {
      Map<CellKey, JudgedContrast> byCell = new HashMap<>();
      analysis.contrasts(factor).forEach(one -> byCell.put(one.contrast().cell(), one));
      Map<Group, ArrayNode> rowsOf = new LinkedHashMap<>();
      for (GridRow row : analysis.gridOf(byCell.keySet()).rows()) {
        ArrayNode rows =
            rowsOf.computeIfAbsent(row.group(), group -> panel(json.addObject(), factor, group));
        put(rows.addObject(), row, byCell);
      }
    }
  }

  private ArrayNode panel(ObjectNode json, Factor factor, Group group) {
    factors.levels(group).forEach(json.putArray("factors")::add);
    json.put("cause", AutogradWords.change(factor, group));
    json.put("label", factors.method(group.without(factor)));
    return json.putArray("rows");
  }

  private void put(ObjectNode json, GridRow row, Map<CellKey, JudgedContrast> byCell) {
    json.put("level", Labels.of(row.level()));
    ArrayNode cells = json.putArray("cells");
    for (String backend : analysis.run().backends().names()) {
      Optional<JudgedContrast> cost = row.cell(backend).map(byCell::get);
      cost.ifPresentOrElse(one -> cells.add(Numbers.of(one)), cells::addNull);
    }
  }
}
