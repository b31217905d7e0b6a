const drawPeak = () => {
  if (!document.getElementById("peak-chart")) {
    return;
  }
  const rows = timedRows(choice.network);
  const isKnown = (cell) => isTimed(cell) && cell.share !== undefined;
  const shown = backendsWhere((backend) => rows.some((row) => isKnown(row.cells[backend])));
  const holder = fresh(
    "peak-chart",
    caption(
      `${choice.network.label}: rate of arithmetic as a share of the machine’s peak, on a` +
        " logarithmic axis; higher is better. The bars are the step’s 95 % intervals.",
    ),
    legend(shown),
  );
  const x = rowAxis(rows);
  const series = backendSeries(shown, true, (backend) =>
    rows
      .filter((row) => isKnown(row.cells[backend]))
      .map((row) => sharePoint(x, row, backend)),
  );
  drawIfAny(holder, {
    label: `Share of the machine’s peak of ${choice.network.label} by ${data.rowFactor}`,
    x,
    y: { log: true, title: "share of the peak", format: d3.format("~%") },
    series,
    endLabels: true,
  });
};

/** The share goes with the throughput, and so does its interval. */
const sharePoint = (x, row, backend) => {
  const cell = row.cells[backend];
  const ofRate = (rate) => (rate === null ? null : (cell.share * rate) / cell.value);
  return {
    x: x.at(row),
    y: cell.share,
    low: ofRate(cell.low),
    high: ofRate(cell.high),
    hollow: false,
    lines: [
      pointTitle(row, backend),
      `${cell.shareText} of the machine’s peak`,
      `${cell.timeText} ${cell.errorText} a ${data.work}`,
      rateIsSure(cell),
    ],
  };
};
