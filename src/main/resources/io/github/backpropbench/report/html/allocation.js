/** The smallest number of bytes that is drawn apart from 0: no object is smaller. */
const SMALLEST_OBJECT = 8;

/** An axis of bytes from 0: above the size of an object it is nearly logarithmic. */
const bytesAxis = (most) => {
  const top = Math.max(1000, 2 * most);
  const decades = d3.range(1, Math.floor(Math.log10(top)) + 1).map((power) => Number(`1e${power}`));
  const stride = Math.ceil(decades.length / 6);
  return {
    title: "bytes per step",
    scale: d3.scaleSymlog().constant(SMALLEST_OBJECT).domain([-SMALLEST_OBJECT / 4, top]),
    ticks: [0, ...decades.filter((_, i) => i % stride === stride - 1)],
    format: (bytes) => {
      const [, number, prefix] = /^([\d.]+)(\D*)$/.exec(d3.format("~s")(bytes));
      return bytes === 0 ? "0" : `${number} ${prefix}B`;
    },
  };
};

const drawAllocation = () =>
  drawCells("allocation", {
    label: "Allocation",
    caption:
      ": what a warm step allocates; lower is better." +
      " The bars are JMH’s 99.9 % intervals, mostly smaller than the markers.",
    isKnown: (cell) => cell.bytes !== undefined,
    x: levelAxis,
    y: (series) => bytesAxis(d3.max(series, (one) => d3.max(one.points, (point) => point.y)) ?? 0),
    point: allocationPoint,
    line: false,
    dodge: 12,
    height: 300,
  });

const allocationPoint = (cell) => {
  const [y, low, high] = cell.bytes;
  return {
    y,
    low,
    high,
    texts: [
      `${cell.bytesText} per ${data.work}`,
      certainty(cell, low !== null, "JMH’s 99.9 % interval"),
    ],
  };
};
