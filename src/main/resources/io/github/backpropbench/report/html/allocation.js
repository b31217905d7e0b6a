/** The least that is drawn apart from 0: no object is smaller. */
const SMALLEST_OBJECT = 8;

/** Bytes from 0 on, with room for markers: above an object's size nearly as on a logarithmic axis. */
const bytesAxis = (most) => {
  const top = Math.max(1000, 2 * most);
  const decades = d3.range(1, Math.floor(Math.log10(top)) + 1).map((power) => Number(`1e${power}`));
  const stride = Math.ceil(decades.length / 6);
  return {
    title: "bytes a step",
    scale: d3.scaleSymlog().constant(SMALLEST_OBJECT).domain([-SMALLEST_OBJECT / 4, top]),
    ticks: [0, ...decades.filter((_, i) => i % stride === stride - 1)],
    format: (bytes) => {
      const [, number, prefix] = /^([\d.]+)(\D*)$/.exec(d3.format("~s")(bytes));
      return bytes === 0 ? "0" : `${number} ${prefix}B`;
    },
  };
};

const drawAllocation = () => {
  if (!document.getElementById("allocation-chart")) {
    return;
  }
  const rows = timedRows(choice.network);
  const isKnown = (cell) => isTimed(cell) && cell.bytes !== undefined;
  const shown = backendsWhere((backend) => rows.some((row) => isKnown(row.cells[backend])));
  const holder = fresh(
    "allocation-chart",
    caption(
      `${choice.network.label}: what a warm step allocates; lower is better.` +
        " The bars are JMH’s 99.9 % intervals, mostly smaller than the markers.",
    ),
    legend(shown),
  );
  const series = backendSeries(shown, false, (backend) =>
    rows
      .filter((row) => isKnown(row.cells[backend]))
      .map((row) => allocationPoint(row, backend)),
  );
  drawIfAny(holder, {
    label: `Allocation of ${choice.network.label} by ${data.rowFactor}`,
    x: levelAxis(rows),
    y: bytesAxis(d3.max(series, (one) => d3.max(one.points, (point) => point.y)) ?? 0),
    series,
    dodge: 12,
    height: 300,
  });
};

const allocationPoint = (row, backend) => {
  const cell = row.cells[backend];
  const [y, low, high] = cell.bytes;
  return {
    x: row.level,
    y,
    low,
    high,
    hollow: false,
    lines: [
      pointTitle(row, backend),
      `${cell.bytesText} a ${data.work}`,
      howSure(cell, low !== null, "JMH’s 99.9 % interval"),
    ],
  };
};
