const drawPeak = () =>
  drawCells("peak", {
    label: "Share of the machine’s peak",
    caption:
      ": rate of arithmetic as a share of the machine’s peak, on a logarithmic axis; higher is better." +
      " The bars are the step’s 95 % intervals.",
    isKnown: (cell) => cell.share !== undefined,
    x: rowAxis,
    y: () => ({ log: true, title: "share of the peak", format: d3.format("~%") }),
    point: sharePoint,
    line: true,
    endLabels: true,
  });

/** The share is proportional to the throughput, and so is its interval. */
const sharePoint = (cell) => {
  const ofRate = (rate) => (rate === null ? null : (cell.share * rate) / cell.value);
  return {
    y: cell.share,
    low: ofRate(cell.low),
    high: ofRate(cell.high),
    texts: [
      `${cell.shareText} of the machine’s peak`,
      timeWithError(cell),
      certainty(cell, cell.low !== null, "95 % interval"),
    ],
  };
};
