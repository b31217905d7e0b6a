/** Ticks of a logarithmic axis: powers of ten, and more between them where there is room. */
const logTicks = (scale) => {
  const [low, high] = scale.domain();
  const decades = Math.log10(high / low);
  const steps = decades > 3 ? [1] : decades > 1.2 ? [1, 3] : [1, 1.5, 2, 3, 5, 7];
  const ticks = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
    ticks.push(...steps.map((step) => Number(`${step}e${power}`)));
  }
  return ticks.filter((tick) => tick >= low && tick <= high);
};

/** The range of some values, with a margin; intervals may widen it, but only so far. */
const logDomain = (points, always = []) => {
  const values = points.map((point) => point.y).concat(always);
  const [least, most] = d3.extent(values);
  const ends = points
    .flatMap((point) => [point.low, point.high])
    .filter((end) => end > least / 8 && end < most * 8);
  const [low, high] = d3.extent(values.concat(ends));
  return [low / 1.15, high * 1.15];
};

/** Where a line of reference crosses the vertical axis: nowhere, at a ratio of 1, or at a value. */
const referenceAt = (spec) => (spec.reference === true ? [1] : spec.reference ? [spec.reference] : []);

/** The axis's own scale, or a logarithmic or linear one. */
const verticalScale = (spec, points) =>
  spec.y.scale?.copy() ??
  (spec.y.log
    ? d3.scaleLog().domain(logDomain(points, referenceAt(spec)))
    : d3.scaleLinear().domain(spec.y.domain));

/** A frame with axes; returns its parts. */
const frame = (holder, spec, width, height, margin) => {
  const svg = d3
    .create("svg")
    .attr("viewBox", `0 0 ${width} ${height}`)
    .attr("width", width)
    .attr("height", height)
    .attr("role", "group")
    .attr("aria-label", `${spec.label}. Arrow keys move between points.`);
  const points = spec.series.flatMap((series) => series.points);
  const inner = [margin.left, width - margin.right];
  const x = spec.x.scale.copy().range(inner);
  const y = verticalScale(spec, points).range([height - margin.bottom, margin.top]);
  const yTicks = spec.y.ticks ?? (spec.y.log ? logTicks(y) : y.ticks(5));
  const xTicks = spec.x.ticks ?? x.ticks(width < 500 ? 4 : 7);
  svg
    .append("g")
    .attr("class", "axis grid")
    .attr("transform", `translate(${margin.left},0)`)
    .call(d3.axisLeft(y).tickValues(yTicks).tickFormat(spec.y.format).tickSize(margin.left - inner[1]));
  svg
    .append("g")
    .attr("class", "axis")
    .attr("transform", `translate(0,${height - margin.bottom})`)
    .call(d3.axisBottom(x).tickValues(xTicks).tickFormat(spec.x.format).tickSizeOuter(0));
  svg.append("text").attr("class", "title").attr("x", 0).attr("y", 13).text(spec.y.title);
  svg
    .append("text")
    .attr("class", "title")
    .attr("x", inner[1])
    .attr("y", height - 6)
    .attr("text-anchor", "end")
    .text(spec.x.title);
  for (const at of referenceAt(spec)) {
    svg
      .append("line")
      .attr("class", "reference")
      .attr("x1", inner[0])
      .attr("x2", inner[1])
      .attr("y1", y(at))
      .attr("y2", y(at));
  }
  return { svg, x, y };
};

/** The interval of a point, cut off at the frame. */
const whisker = (group, point, y) => {
  if (point.low === null && point.high === null) {
    return;
  }
  const [bottom, top] = y.range();
  const low = point.low > 0 ? Math.min(bottom, y(point.low)) : bottom;
  const high = point.high === null ? top : Math.max(top, y(point.high));
  const cap = 3.5;
  const from = low - y(point.y);
  const to = high - y(point.y);
  group
    .append("path")
    .attr("class", "whisker")
    .attr("d", `M0,${from}V${to}M${-cap},${from}H${cap}M${-cap},${to}H${cap}`);
};

/** Names at the right ends of lines, moved apart so that they do not overlap. */
const endLabels = (svg, series, x, y) => {
  const labels = series
    .filter((one) => one.points.length > 0)
    .map((one) => {
      const last = one.points[one.points.length - 1];
      return { name: one.name, x: x(last.x) + 12, y: y(last.y) };
    })
    .sort((a, b) => a.y - b.y);
  for (let i = 1; i < labels.length; i++) {
    labels[i].y = Math.max(labels[i].y, labels[i - 1].y + 15);
  }
  // Those that were moved below the frame move back, and push up the ones before them.
  let below = y.range()[0] + 15;
  for (const label of [...labels].reverse()) {
    label.y = Math.min(label.y, below - 15);
    below = label.y;
  }
  for (const label of labels) {
    svg.append("text").attr("class", "end").attr("x", label.x).attr("y", label.y + 4).text(label.name);
  }
};

/** Arrow keys move along a series, and from one series to the next. */
const addKeys = (svg, groups) => {
  const all = groups.filter((group) => group.length > 0);
  if (all.length === 0) {
    return;
  }
  all[0][0].setAttribute("tabindex", "0");
  svg.on("keydown", (event) => {
    const i = all.findIndex((group) => group.includes(event.target));
    if (i < 0) {
      return;
    }
    const j = all[i].indexOf(event.target);
    const other = (step) => {
      const group = all[(i + step + all.length) % all.length];
      return group[Math.min(j, group.length - 1)];
    };
    const next = {
      ArrowRight: () => all[i][j + 1],
      ArrowLeft: () => all[i][j - 1],
      ArrowDown: () => other(1),
      ArrowUp: () => other(-1),
      Home: () => all[i][0],
      End: () => all[i][all[i].length - 1],
    }[event.key]?.();
    if (next) {
      event.preventDefault();
      event.target.setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus();
    }
  });
};

/** Shows what is known of the point nearest to the pointer. */
const addHover = (svg, placed) => {
  const reach = 48;
  svg.on("pointermove pointerdown", (event) => {
    const [px, py] = d3.pointer(event);
    const nearest = d3.least(placed, (one) => Math.hypot(one.x - px, one.y - py));
    placed.forEach((one) => one.node.classList.remove("near"));
    if (nearest && Math.hypot(nearest.x - px, nearest.y - py) < reach) {
      nearest.node.classList.add("near");
      showTip(nearest.node.querySelector(".halo"), nearest.lines);
    } else {
      hideTip();
    }
  });
  svg.on("pointerleave", () => {
    placed.forEach((one) => one.node.classList.remove("near"));
    hideTip();
  });
};

/**
 * Draws series of points with intervals: a marker for each point and, if asked for, a line through
 * them. A point has x, y, low, high, whether it is hollow, and the lines that hover and focus show; it
 * may have a ring, and a marker of its own.
 */
const drawChart = (holder, spec) => {
  const width = Math.max(260, Math.floor(holder.clientWidth));
  const labelled = spec.endLabels && width >= 600;
  const height = spec.height ?? (width < 500 ? 300 : 390);
  const longest = d3.max(spec.series, (series) => series.name.length) ?? 0;
  const margin = { top: 28, right: labelled ? 24 + 7.4 * longest : 16, bottom: 46, left: 46 };
  const { svg, x, y } = frame(holder, spec, width, height, margin);
  const placed = [];
  // Points of one level stand side by side, nearer to it than to the next level.
  const room = x.step ? (0.8 * x.step()) / spec.series.length : Infinity;
  const gap = spec.dodge ? Math.min(spec.dodge, room) : 0;
  const groups = spec.series.map((series, i) => {
    const shift = (i - (spec.series.length - 1) / 2) * gap;
    const path = series.path ?? series.points;
    if (series.line && path.length > 1) {
      svg
        .append("path")
        .attr("class", `line ${series.css}`)
        .attr("d", d3.line((point) => x(point.x), (point) => y(point.y))(path));
    }
    return series.points.map((point) => {
      const at = { x: x(point.x) + shift, y: y(point.y) };
      const group = svg
        .append("g")
        .attr("class", `point ${series.css}${point.hollow ? " hollow" : ""}`)
        .attr("transform", `translate(${at.x},${at.y})`)
        .attr("tabindex", "-1")
        .attr("role", "img")
        .attr("aria-label", point.lines.join(", "));
      group.append("circle").attr("class", "halo").attr("r", 10);
      whisker(group, point, y);
      const marker = point.marker ?? series.marker;
      if (marker) {
        useMarker(group, marker, 16);
      }
      if (point.ring) {
        group.append("circle").attr("class", "ring").attr("r", 12);
      }
      const node = group.node();
      node.addEventListener("focus", () => showTip(node.querySelector(".halo"), point.lines));
      node.addEventListener("blur", hideTip);
      placed.push({ ...at, node, lines: point.lines });
      return node;
    });
  });
  if (labelled) {
    endLabels(svg, spec.series, x, y);
  }
  addKeys(svg, groups);
  addHover(svg, placed);
  holder.append(svg.node());
};
