/**
 * Draws what a change of one factor does to the time, by batch: a panel for each change and method.
 */
const drawContrasts = (id, contrasts, words) => {
  const holder = document.getElementById(`${id}-chart`);
  if (!holder) {
    return;
  }
  const panels = contrasts.filter((panel) => isOfChosenShape(panel.factors));
  const shown = backendsWhere((backend) =>
    panels.some((panel) => panel.rows.some((row) => row.cells[backend])),
  );
  holder.replaceChildren(
    caption(
      `${chosenShape()}: ${words.caption}` +
        " The bars are 95 % intervals; a hollow marker shows no difference.",
    ),
    legend(shown),
  );
  if (panels.length === 0) {
    holder.append(nothing(words.none));
    return;
  }
  const grid = element("div", { class: "panels" });
  holder.append(grid);
  const figures = panels.map((panel) =>
    element("div", {}, element("h3", {}, [panel.cause, panel.label].filter(Boolean).join(": "))),
  );
  grid.append(...figures); // all before any is drawn, as their number decides their width
  figures.forEach((figure, i) => drawContrastPanel(figure, panels[i], shown, words));
};

const drawContrastPanel = (figure, panel, shown, words) => {
  const series = backendSeries(shown, false, (backend) =>
    panel.rows
      .filter((row) => row.cells[backend])
      .map((row) =>
        words.point(row.level, row.cells[backend], [
          `${panel.cause} with ${backendName(backend)}, ${data.rowFactor} ${row.level}`,
        ]),
      ),
  );
  drawIfAny(figure, {
    label: `${words.label} ${panel.cause}, ${panel.label}, by ${data.rowFactor}`,
    x: levelAxis(panel.rows),
    y: { log: true, title: words.title, format: d3.format("~g") },
    series,
    reference: true,
    dodge: 12,
    height: 280,
  });
};

const drawCosts = () =>
  drawContrasts("costs", data.costs, {
    caption: `time with each change, as a multiple of the time without it.${data.autograd && ` ${data.autograd}`}`,
    none: "No costs were measured for this network.",
    label: "Cost of",
    title: "multiple of the time without",
    point: ratioPoint,
  });

const drawFusion = () =>
  drawContrasts("fusion", data.fusion, {
    caption:
      "speed-up from doing several operations in one pass instead of one by one;" +
      " above 1 is faster. It is the same backend both times: not the speed of SIMD.",
    none: "This network was not measured op by op.",
    label: "Speed-up by",
    title: "speed-up over op by op",
    point: speedUpPoint,
  });

const drawThreads = () =>
  drawContrasts("threads", data.threads, {
    caption: "speed-up over one thread; above 1 is faster.",
    none: "This network was measured with only one number of threads.",
    label: "Speed-up on",
    title: "speed-up over one thread",
    point: speedUpPoint,
  });

/** The inverse of the ratio in the table; the text has both. */
const speedUpPoint = (x, ratio, title) => {
  const speedUp = inverted(ratio);
  const point = ratioPoint(x, ratio, title);
  const [value, low, high] = speedUp;
  const [first, ...more] = point.lines;
  return { ...point, y: value, low, high, lines: [first, `${ratioText(speedUp)} times as fast`, ...more] };
};
