/** The horizontal axis of the chosen network's rows: their sizes, or their names one by one. */
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

/** The rows by their names, one by one. */
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

/** A chart's holder, emptied, with what stands above the drawing. */
const fresh = (id, ...above) => {
  const holder = document.getElementById(id);
  holder?.replaceChildren(...above);
  return holder;
};

const caption = (text) => element("p", { class: "caption" }, text);

const drawThroughput = () => {
  const rows = timedRows(choice.network);
  const shown = backendsWhere((backend) => rows.some((row) => isTimed(row.cells[backend])));
  const unit = rows.every((row) => row.x > 0) ? "samples a second" : "operations a second";
  const holder = fresh(
    "throughput-chart",
    caption(`${choice.network.label}. Higher is better; the bars are 95 % intervals.`),
    legend(shown),
  );
  const x = rowAxis(rows);
  const series = backendSeries(shown, true, (backend) =>
    rows
      .filter((row) => isTimed(row.cells[backend]))
      .map((row) => ratePoint(x, row, backend)),
  );
  drawIfAny(holder, {
    label: `Throughput of ${choice.network.label} by ${data.rowFactor}`,
    x,
    y: { log: true, title: unit, format: d3.format("~s") },
    series,
    endLabels: true,
  });
};

/** Whose point it is: the first line of what it says. */
const pointTitle = (row, backend) => `${data.backends[backend].name}, ${data.rowFactor} ${row.level}`;

/** How sure it is: the last line. */
const howSure = (cell, known, interval) =>
  `${known ? interval : "no interval"}, ${cell.forks} fork${cell.forks === 1 ? "" : "s"}`;

const rateIsSure = (cell) => howSure(cell, cell.low !== null, "95 % interval");

const ratePoint = (x, row, backend) => {
  const cell = row.cells[backend];
  return {
    x: x.at(row),
    y: cell.value,
    low: cell.low,
    high: cell.high,
    hollow: false,
    lines: [
      pointTitle(row, backend),
      row.x > 0 ? `${cell.text.replace("/s", "")} samples a second` : cell.text,
      `${cell.timeText} ${cell.errorText} a ${data.work}`,
      rateIsSure(cell),
    ],
  };
};

const drawRatio = () => {
  if (!document.getElementById("ratio-chart")) {
    return;
  }
  const rows = timedRows(choice.network);
  const timed = backendsWhere((backend) => rows.some((row) => isTimed(row.cells[backend])));
  const reference = choice.reference;
  const name = data.backends[reference].name;
  const options = data.backends.map((backend, i) => [i, backend.name]);
  const holder = fresh(
    "ratio-chart",
    select("baseline", options, reference, (value) => {
      choice.reference = Number(value);
      redraw();
      document.querySelector("#ratio-chart select").focus();
    }),
    caption(
      `${choice.network.label}: time as a multiple of that with ${name}, below 1 is faster.` +
        " The bars are 95 % intervals, paired by round; a hollow marker shows no difference.",
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
          `${data.backends[backend].name} against ${name}, ${data.rowFactor} ${row.level}`,
        ]),
      ),
  );
  drawIfAny(holder, {
    label: `Time against ${name} of ${choice.network.label} by ${data.rowFactor}`,
    x,
    y: { log: true, title: `times the time with ${name}`, format: d3.format("~g") },
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
      `95 % interval, ${rounds} round${rounds === 1 ? "" : "s"}`,
    ],
  };
};

const drawIfAny = (holder, spec) => {
  if (spec.series.some((series) => series.points.length > 0)) {
    drawChart(holder, spec);
  } else {
    holder.append(element("p", { class: "none" }, "Nothing of this network is to be drawn here."));
  }
};
