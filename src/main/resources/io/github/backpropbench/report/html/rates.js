/** The horizontal axis of some rows: their sizes, or their names if not all of them are numbers. */
const rowAxis = (rows) => {
  if (rows.length > 1 && rows.every((row) => row.x > 0)) {
    const sizes = rows.map((row) => row.x);
    const [least, most] = d3.extent(sizes);
    return {
      title: data.rowFactor,
      scale: d3.scaleLog().domain([least / 1.12, most * 1.12]),
      ticks: sizes,
      format: (size) => String(size),
      at: (row) => row.x,
    };
  }
  return levelAxis(rows);
};

/** A horizontal axis with a place for the name of each row. */
const levelAxis = (rows) => {
  const levels = rows.map((row) => row.level);
  return {
    title: data.rowFactor,
    scale: d3.scalePoint().domain(levels).padding(0.6),
    ticks: levels,
    format: (level) => level,
    at: (row) => row.level,
  };
};

/** Whose point it is: the first line of its text. */
const pointTitle = (row, backend) => `${backendName(backend)}, ${data.rowFactor} ${row.level}`;

/** How certain it is: the last line. */
const certainty = (cell, known, interval) =>
  `${known ? interval : "no interval"}, ${counted(cell.forks, "fork")}`;

const timeWithError = (cell) => `${cell.timeText} ${cell.errorText} per ${data.work}`;

/**
 * Draws one value for each cell of the chosen network, a series for each backend.
 *
 * `isKnown` says which of the timed cells have the value, `caption` what is drawn, `x` makes the
 * horizontal axis from the rows, `y` the vertical one from the series, and `point` a point's value,
 * interval and text.
 */
const drawCells = (name, { isKnown, line, point, ...spec }) => {
  if (!document.getElementById(`${name}-chart`)) {
    return;
  }
  const rows = timedRows(choice.network);
  const has = (row, backend) => isTimed(row.cells[backend]) && isKnown(row.cells[backend]);
  const shown = backendsWhere((backend) => rows.some((row) => has(row, backend)));
  const holder = fresh(name, caption(`${choice.network.label}${spec.caption}`), legend(shown));
  const x = spec.x(rows);
  const series = backendSeries(shown, line, (backend) =>
    rows
      .filter((row) => has(row, backend))
      .map((row) => {
        const { texts, ...place } = point(row.cells[backend], row);
        return { x: x.at(row), ...place, hollow: false, lines: [pointTitle(row, backend), ...texts] };
      }),
  );
  drawIfAny(holder, {
    ...spec,
    label: `${spec.label} of ${choice.network.label} by ${data.rowFactor}`,
    x,
    y: spec.y(series),
    series,
  });
};

/** A chart's holder, emptied, with what stands above the drawing. */
const fresh = (name, ...above) => {
  const holder = document.getElementById(`${name}-chart`);
  holder.replaceChildren(...above);
  return holder;
};

const drawThroughput = () => {
  const areSamples = timedRows(choice.network).every((row) => row.x > 0);
  drawCells("throughput", {
    label: "Throughput",
    caption: ". Higher is better; the bars are 95 % intervals.",
    isKnown: () => true,
    x: rowAxis,
    y: () => ({
      log: true,
      title: `${areSamples ? "samples" : "operations"} per second`,
      format: d3.format("~s"),
    }),
    point: ratePoint,
    line: true,
    endLabels: true,
  });
};

const ratePoint = (cell, row) => ({
  y: cell.value,
  low: cell.low,
  high: cell.high,
  texts: [
    row.x > 0 ? `${cell.text.replace("/s", "")} samples per second` : cell.text,
    timeWithError(cell),
    certainty(cell, cell.low !== null, "95 % interval"),
  ],
});

const drawRatio = () => {
  if (!document.getElementById("ratio-chart")) {
    return;
  }
  const rows = timedRows(choice.network);
  const timed = backendsWhere((backend) => rows.some((row) => isTimed(row.cells[backend])));
  const reference = choice.reference;
  const name = backendName(reference);
  const options = data.backends.map((backend, i) => [i, backend.name]);
  const holder = fresh(
    "ratio",
    select("baseline", options, reference, (value) => {
      choice.reference = Number(value);
      redraw();
      document.querySelector("#ratio-chart select").focus();
    }),
    caption(
      `${choice.network.label}: time as a multiple of that with ${name}; below 1 is faster.` +
        " The bars are 95 % intervals; a hollow marker shows no difference.",
    ),
    legend(timed),
  );
  const x = rowAxis(rows);
  const others = timed.filter((backend) => backend !== reference);
  const series = backendSeries(others, true, (backend) =>
    rows
      .filter((row) => ratioOf(row, backend, reference))
      .map((row) =>
        ratioPoint(x.at(row), ratioOf(row, backend, reference), [
          `${backendName(backend)} against ${name}, ${data.rowFactor} ${row.level}`,
        ]),
      ),
  );
  drawIfAny(holder, {
    label: `Time against ${name} of ${choice.network.label} by ${data.rowFactor}`,
    x,
    y: { log: true, title: `multiple of the time with ${name}`, format: d3.format("~g") },
    series,
    reference: true,
    endLabels: true,
  });
};

const ratioPoint = (x, ratio, title) => {
  const [value, low, high, verdict, rounds] = ratio;
  return {
    x,
    y: value,
    low,
    high,
    hollow: verdict >= 2,
    lines: [
      ...title,
      `${ratioText(ratio)} times as long: ${data.verdicts[verdict]}`,
      `95 % interval, ${counted(rounds, "round")}`,
    ],
  };
};

const drawIfAny = (holder, spec) => {
  if (spec.series.some((series) => series.points.length > 0)) {
    drawChart(holder, spec);
  } else {
    holder.append(nothing("There is nothing to draw for this network."));
  }
};
