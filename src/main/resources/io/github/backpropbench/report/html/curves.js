/** Accuracy, or loss, on the test rows against time, with one batch. */
const drawTargetCurves = (holder, task, method, timed) => {
  const quantity = task.isAccuracy ? "accuracy" : "loss";
  const isDrawn = (cell) => Boolean(cell?.timePerStep);
  const rows = method.rows.filter((row) => row.curve !== undefined && row.cells.some(isDrawn));
  const figure = element("div", {}, element("h3", {}, `Test ${quantity} against time`));
  holder.append(figure);
  if (rows.length === 0) {
    const isKnown = method.rows.some((one) => one.seeds);
    figure.append(
      nothing(
        isKnown
          ? "No training by this method that reaches the target was measured."
          : "The run has no evaluations of these trainings.",
      ),
    );
    return;
  }
  const best = d3.least(rows, (row) => d3.min(row.cells.filter(isDrawn), (cell) => cell.time));
  const row = rows.find((one) => one.level === aim.batch) ?? best;
  if (rows.length > 1) {
    const options = rows.map((one) => [one.level, one === best ? `${one.level} (shortest time)` : one.level]);
    figure.append(
      select("at batch", options, row.level, (level) => {
        aim.batch = level;
        drawTargets();
      }),
    );
  }
  const curve = task.curves[row.curve];
  figure.append(
    caption(
      `A typical training with batch ${row.level}, that of seed ${curve.seed}: its steps by the mean time` +
        ` per step, with the evaluations. The dashed line is the target, ${task.targetText}.`,
    ),
  );
  const series = backendSeries(
    timed.filter((backend) => isDrawn(row.cells[backend])),
    true,
    () => [],
  ).map((one) => ({ ...one, ...curvePoints(one.name, task, curve, cellOf(row, one.name)), marker: null }));
  const points = series.flatMap((one) => one.points);
  drawIfAny(figure, {
    label: `Test ${quantity} of ${task.label}; ${method.label}, batch ${row.level}, against time`,
    x: timeAxisOf(series.flatMap((one) => one.path)),
    y: curveAxis(task, points),
    series,
    reference: task.target,
  });
};

const cellOf = (row, name) => row.cells[data.backends.findIndex((backend) => backend.name === name)];

const timeAxisOf = (path) => {
  const [first, last] = path.length > 0 ? d3.extent(path, (point) => point.x) : [1, 10];
  const scale = d3.scaleLog().domain([first / 1.1, last * 1.1]);
  return { title: "time", scale, ticks: logTicks(scale), format: formatTime };
};

const curveAxis = (task, points) =>
  task.isAccuracy
    ? {
        log: false,
        title: "accuracy on the test rows",
        domain: padded([...points, { y: task.target }]),
        format: d3.format("~%"),
      }
    : { log: true, title: "loss per test row", format: d3.format("~g") };

/** A curve on one backend; the arrow keys stop at some of its evaluations, and at the last. */
const curvePoints = (name, task, curve, cell) => {
  const path = curve.steps
    .map((step, i) => ({ x: step * cell.timePerStep, y: curve.values[i], step }))
    .filter((point) => point.y !== null);
  const stride = Math.max(1, Math.ceil(path.length / STOPS));
  const last = path.length - 1;
  const figure = d3.format(task.isAccuracy ? ".1%" : ".3~g");
  const marker = data.backends.find((backend) => backend.name === name).marker;
  return {
    path,
    points: path
      .filter((point, i) => i % stride === 0 || i === last)
      .map((point) => ({
        ...point,
        low: null,
        high: null,
        marker: point.step === path[last].step ? marker : null,
        lines: [
          name,
          `${task.isAccuracy ? "accuracy" : "loss"} ${figure(point.y)} after ${counted(point.step, "step")}`,
          `after ${formatTime(point.x)}`,
        ],
      })),
  };
};
