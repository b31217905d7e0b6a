/**
 * Which trainings to a target are shown: task and method by their places, and the batch of the
 * curves; null for that of the shortest time. They follow the network that the reader has chosen
 * for the whole page, if it is one of theirs.
 */
const aim = { task: 0, method: 0, batch: null, network: null };

const drawTargets = () => {
  const holder = document.getElementById("time-to-target-chart");
  if (!holder) {
    return;
  }
  const focused = [...holder.querySelectorAll("select")].indexOf(document.activeElement);
  followNetwork();
  const task = data.targets[aim.task];
  if (!task) {
    holder.replaceChildren(nothing("There is no target to draw."));
    return;
  }
  const method = task.methods[aim.method];
  const timed = backendsWhere((backend) => method.rows.some((row) => row.cells[backend]));
  holder.replaceChildren(...targetChoices(task), caption(targetCaption(task, method)), legend(timed));
  drawTargetPanels(holder, task, method, timed);
  drawTargetCurves(holder, task, method, timed);
  holder.querySelectorAll("select")[focused]?.focus();
};

const isOfNetwork = (method, network) =>
  method.factors?.every((level, factor) => level === network.factors[factor]) ?? false;

const followNetwork = () => {
  if (choice.network === aim.network) {
    return;
  }
  aim.network = choice.network;
  data.targets.forEach((task, i) => {
    const method = task.methods.findIndex((one) => isOfNetwork(one, choice.network));
    if (method >= 0) {
      Object.assign(aim, { task: i, method });
    }
  });
};

const targetChoices = (task) => {
  const places = (some) => some.map((one, i) => [i, one.label]);
  const fields = [];
  if (data.targets.length > 1) {
    fields.push(select("trained on", places(data.targets), aim.task, (place) => aimAt(Number(place), 0)));
  }
  if (task.methods.length > 1) {
    fields.push(
      select("trained by", places(task.methods), aim.method, (place) => aimAt(aim.task, Number(place))),
    );
  }
  return fields;
};

const aimAt = (task, method) => {
  Object.assign(aim, { task, method });
  const wanted = data.targets[task].methods[method];
  const network = networks.find((one) => isOfNetwork(wanted, one));
  if (network) {
    choice.network = network;
    aim.network = network;
    chooseLevel(choice.level);
  }
  redraw();
};

const targetCaption = (task, method) => {
  const missed = method.rows
    .filter((row) => row.reached < row.seeds)
    .map((row) =>
      row.reached === 0
        ? `no seed reaches the target with batch ${row.level}`
        : `${row.reached} of ${counted(row.seeds, "seed")} reach it with batch ${row.level}`,
    );
  return (
    `${task.label}; ${method.label}: the steps to the target, which are the same for every backend;` +
    " the samples per second while no evaluation goes on; and the time to the target, a ring around" +
    " the shortest of each backend. The bars are the range of the steps over the seeds, and 95 %" +
    " intervals. Grey lines are other methods; on the dotted line, twice the batch takes half the steps." +
    (missed.length > 0 ? ` Note: ${missed.join("; ")}.` : "")
  );
};

/** The rows of a method, and of others at batches where it was not measured. */
const allRows = (task, method) => {
  const rows = [...task.methods.flatMap((one) => one.rows), ...method.rows];
  return d3.sort(new Map(rows.map((row) => [row.level, row])).values(), (row) => row.x);
};

const drawTargetPanels = (holder, task, method, timed) => {
  const figures = ["Steps to the target", "Samples per second", "Time to the target"].map((title) =>
    element("div", {}, element("h3", {}, title)),
  );
  holder.append(element("div", { class: "panels" }, ...figures));
  const [steps, rates, times] = figures;
  const x = { ...rowAxis(allRows(task, method)), title: "batch" };
  // At a single batch, the backends' bars would hide each other.
  const dodge = method.rows.filter((row) => row.cells.some(Boolean)).length === 1 ? 12 : undefined;
  const panel = (figure, name, y, series, spread) =>
    drawIfAny(figure, {
      label: `${name} of ${task.label}; ${method.label}, by batch`,
      x,
      y,
      series,
      dodge: spread,
      height: 280,
    });
  panel(steps, "Steps to the target", ...stepLines(task, method, x));
  const rateAxis = { log: true, title: "samples per second", format: d3.format("~s") };
  panel(rates, "Samples per second", rateAxis, targetSeries(method, timed, x, "rate"), dodge);
  const timeAxis = { log: true, title: "time", format: formatTime };
  panel(times, "Time to the target", timeAxis, targetSeries(method, timed, x, "time"), dodge);
};

/** The vertical axis and the lines of the steps: the other methods', and the chosen one's on top. */
const stepLines = (task, method, x) => {
  const others = new Set(task.methods.map((one) => one.training));
  others.delete(method.training);
  const series = [...others, method.training].map((training) => {
    const isOwn = training === method.training;
    const points = stepRows(task, training, method).map((row) => stepPoint(training, row, x));
    return {
      name: training,
      css: isOwn ? "own" : "context",
      marker: isOwn || points.length === 1 ? "circle" : null,
      line: true,
      points: points.map((point) => (isOwn ? point : { ...point, low: null, high: null })),
    };
  });
  const domain = logDomain(series.flatMap((one) => one.points));
  const y = {
    log: true,
    scale: d3.scaleLog().domain(domain),
    title: "steps",
    format: d3.format("~s"),
  };
  return [y, [scaling(series.at(-1).points, domain[0]), ...series]];
};

/**
 * The steps at each batch, whichever of the methods was measured there: they take the same. If some
 * have other seeds, those of the chosen one count.
 */
const stepRows = (task, training, chosen) => {
  const rows = [...task.methods, chosen]
    .filter((method) => method.training === training)
    .flatMap((method) => method.rows)
    .filter((row) => row.steps);
  return d3.sort(new Map(rows.map((row) => [row.level, row])).values(), (row) => row.x);
};

const stepPoint = (training, row, x) => {
  const one = row.least === row.most;
  const range = one ? "" : ` (${row.least}–${row.most})`;
  return {
    x: x.at(row),
    y: row.steps,
    low: one ? null : row.least,
    high: one ? null : Math.max(row.most, row.steps),
    hollow: row.reached < row.seeds,
    lines: [
      `${training}, batch ${row.level}`,
      `${d3.format(",.0f")(row.steps)} steps${range}`,
      `${row.reached} of ${counted(row.seeds, "seed")} reach the target`,
    ],
  };
};

/** The dotted line of perfect scaling from the first point, as far as it is inside the frame. */
const scaling = (points, least) => {
  const path = [];
  if (points.length > 1 && points[0].x > 0) {
    const samples = points[0].x * points[0].y;
    const end = Math.min(points.at(-1).x, samples / least);
    path.push(points[0], { x: end, y: samples / end });
  }
  return { name: "", css: "scaling", marker: null, line: true, path, points: [] };
};

/** One line for each backend: its "rate", or its "time". */
const targetSeries = (method, timed, x, figure) =>
  backendSeries(timed, true, (backend) => {
    const rows = method.rows.filter((row) => row.cells[backend]?.[figure]);
    const shortest = d3.least(rows, (row) => row.cells[backend].time);
    return rows.map((row) => {
      const cell = row.cells[backend];
      const isShortest = rows.length > 1 && row === shortest;
      return {
        x: x.at(row),
        y: cell[figure],
        low: cell[`${figure}Low`],
        high: cell[`${figure}High`],
        hollow: false,
        ring: figure === "time" && isShortest,
        lines: targetTexts(cell, row, backend, isShortest),
      };
    });
  });

const targetTexts = (cell, row, backend, isShortest) => {
  const lines = [
    `${backendName(backend)}, batch ${row.level}`,
    `${cell.timeText} to the target${isShortest ? ", the shortest of this backend" : ""}`,
  ];
  if (cell.rate) {
    lines.push(
      `${cell.rateText.replace("/s", "")} samples per second, ${cell.stepText} per step`,
      `${cell.evaluationText} of the time is evaluation`,
    );
  }
  return [...lines, certainty(cell, cell.timeLow !== null, "95 % interval")];
};
