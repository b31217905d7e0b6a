/** A ratio as the tables write it: two decimals near 1, two digits below, three above. */
const ratioFigure = (ratio) => {
  const digits = (count) => {
    const rounded = Number(ratio.toPrecision(count));
    return rounded.toFixed(Math.max(0, count - 1 - Math.floor(Math.log10(rounded))));
  };
  return ratio < 0.095 ? digits(2) : ratio < 9.995 ? ratio.toFixed(2) : digits(3);
};

/** For instance 1.12 (1.10–1.14). */
const ratioText = ([value, low, high]) => {
  const interval = low === null ? "no interval" : `${ratioFigure(low)}–${high === null ? "∞" : ratioFigure(high)}`;
  return `${ratioFigure(value)} (${interval})`;
};

/** The ratio of two backends in a row, of which the data hold only one direction. */
const ratioOf = (row, backend, reference) => {
  if (backend > reference) {
    return row.ratios[backend][reference] ?? null;
  }
  const known = row.ratios[reference][backend];
  return known ? inverted(known) : null;
};

/** By the verdicts' numbers: faster and slower, shown or probable, change places. */
const inverseVerdicts = [1, 0, 2, 3, 5, 4];

const inverted = ([value, low, high, verdict, rounds]) => [
  1 / value,
  high === null ? null : 1 / high,
  low === null ? null : 1 / low,
  inverseVerdicts[verdict],
  rounds,
];
