const formatTime = (nanoseconds) => {
  const units = [[1e9, "s"], [1e6, "ms"], [1e3, "µs"], [1, "ns"]];
  const [size, unit] = units.find(([least]) => nanoseconds >= least) ?? [1, "ns"];
  return `${d3.format(".3~r")(nanoseconds / size)} ${unit}`;
};

/** About how many points of a curve the arrow keys stop at. */
const STOPS = 20;

let lossAxis = "steps";

const drawLosses = () => {
  const holder = document.getElementById("losses-chart");
  if (!holder) {
    return;
  }
  const timed = backendsWhere((backend) =>
    data.trainings.some((training) => training.steps[backend] !== null),
  );
  const options = [
    ["steps", "steps"],
    ...timed.map((backend) => [backend, `time with ${backendName(backend)}`]),
  ];
  holder.replaceChildren(
    select("against", options, lossAxis, (value) => {
      lossAxis = value;
      drawLosses();
      document.querySelector("#losses-chart select").focus();
    }),
    caption(
      lossAxis === "steps"
        ? "Loss before each step of the original experiment."
        : "The same losses against time: the step times the measured time per step. Methods without a time are left out.",
    ),
  );
  holder.append(lossLegend());
  const perStep = (training) => (lossAxis === "steps" ? 1 : training.steps[lossAxis]);
  const series = data.trainings
    .map((training, i) => ({ training, css: `t${i % 4}` }))
    .filter(({ training }) => perStep(training) !== null)
    .map(({ training, css }) => lossSeries(training, css, perStep(training)));
  const points = series.flatMap((one) => one.path);
  if (points.length === 0) {
    holder.append(nothing("No loss is a finite number."));
    return;
  }
  drawChart(holder, {
    label: "Losses of the original experiment",
    x: {
      title: lossAxis === "steps" ? "step" : "time",
      scale: d3.scaleLinear().domain([0, d3.max(points, (point) => point.x)]),
      format: lossAxis === "steps" ? (step) => String(step) : formatTime,
    },
    y: { log: false, title: "loss", domain: padded(points), format: d3.format("~g") },
    series,
    endLabels: true,
  });
};

const lossLegend = () => {
  const list = element("ul", { class: "legend key", "aria-label": "Methods" });
  data.trainings.forEach((training, i) => {
    const sample = d3.create("svg").attr("class", "mark sample").attr("viewBox", "0 0 28 8");
    sample.attr("aria-hidden", "true");
    sample.append("path").attr("class", `line t${i % 4}`).attr("d", "M0,4H28");
    list.append(element("li", {}, sample.node(), training.label));
  });
  return list;
};

const padded = (points) => {
  const [low, high] = d3.extent(points, (point) => point.y);
  const room = 0.05 * (high - low || 1);
  return [low - room, high + room];
};

const lossSeries = (training, css, perStep) => {
  const path = training.losses
    .map((loss, step) => ({ x: step * perStep, y: loss, step }))
    .filter((point) => point.y !== null);
  const stride = Math.max(1, Math.ceil(path.length / STOPS));
  return {
    name: training.label,
    css,
    marker: null,
    line: true,
    path,
    points: path
      .filter((point, i) => i % stride === 0 || i === path.length - 1)
      .map((point) => ({
        ...point,
        low: null,
        high: null,
        lines: [
          training.label,
          `loss ${d3.format(".6~g")(point.y)} before step ${point.step}`,
          lossAxis === "steps"
            ? `with ${training.backend}`
            : `after ${formatTime(point.x)} with ${backendName(lossAxis)}`,
        ],
      })),
  };
};
