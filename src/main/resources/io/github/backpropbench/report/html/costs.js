const drawCosts = () => {
  const panels = data.costs.filter((panel) => isOfChosenShape(panel.factors));
  const holder = document.getElementById("costs-chart");
  if (!holder) {
    return;
  }
  const shown = backendsWhere((backend) =>
    panels.some((panel) => panel.rows.some((row) => row.cells[backend])),
  );
  holder.replaceChildren(
    caption(
      `${chosenLevel("shape")} ${chosenLevel("precision")}: time with as a multiple of that without.` +
        " The bars are 95 % intervals; a hollow marker shows no difference.",
    ),
    legend(shown),
  );
  if (panels.length === 0) {
    holder.append(element("p", { class: "none" }, "No costs were measured for this network."));
    return;
  }
  const grid = element("div", { class: "panels" });
  holder.append(grid);
  const figures = panels.map((panel) =>
    element("div", {}, element("h3", {}, `${panel.cause}: ${panel.label}`)),
  );
  grid.append(...figures); // all of them, as their number decides their width
  figures.forEach((figure, i) => drawCostPanel(figure, panels[i], shown));
};

const drawCostPanel = (figure, panel, shown) => {
  const levels = panel.rows.map((row) => row.level);
  const series = shown
    .filter((backend) => !choice.hidden.has(backend))
    .map((backend) => ({
      name: data.backends[backend].name,
      css: `b${backend}`,
      marker: data.backends[backend].marker,
      line: false,
      points: panel.rows
        .filter((row) => row.cells[backend])
        .map((row) =>
          ratioPoint(row.level, row.cells[backend], [
            `${panel.cause} with ${data.backends[backend].name}, ${data.rowFactor} ${row.level}`,
          ]),
        ),
    }));
  drawIfAny(figure, {
    label: `Cost of ${panel.cause}, ${panel.label}, by ${data.rowFactor}`,
    x: {
      title: data.rowFactor,
      scale: d3.scalePoint().domain(levels).padding(0.6),
      ticks: levels,
      format: (level) => level,
    },
    y: { log: true, title: "times the time without", format: d3.format("~g") },
    series,
    reference: true,
    dodge: 12,
    height: 280,
  });
};
