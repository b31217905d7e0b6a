/** The backends of a chart; a click hides or shows one in all charts. */
const legend = (shown) => {
  const list = element("ul", { class: "legend", "aria-label": "Backends" });
  const hidden = hiddenBackends();
  for (const backend of shown) {
    const toggle = () => {
      choice.hidden = hiddenBackends();
      if (!choice.hidden.delete(backend)) {
        choice.hidden.add(backend);
      }
      redrawFrom(button);
    };
    const button = element(
      "button",
      {
        type: "button",
        "data-shows": backend,
        "aria-pressed": String(!hidden.has(backend)),
        onclick: toggle,
      },
      sample(backend),
      backendName(backend),
      ...(hasOwnRole(backend) ? [element("span", { class: "role" }, data.backends[backend].role)] : []),
    );
    list.append(element("li", {}, button));
  }
  if (networks.some((network) => network.best)) {
    list.append(...MANY_AT_ONCE.map(([name, hide]) => element("li", {}, chooser(name, hide))));
  }
  return list;
};

/** Choices for readers of many backends, who would not click them one by one. */
const MANY_AT_ONCE = [
  ["best of each role", () => null],
  ["all", () => new Set()],
  ["none", () => new Set(backendsWhere(() => true))],
];

const chooser = (name, hide) => {
  const button = element(
    "button",
    {
      type: "button",
      class: "chooser",
      "data-shows": name,
      onclick: () => {
        choice.hidden = hide();
        redrawFrom(button);
      },
    },
    name,
  );
  return button;
};

/** Draws all charts anew; the button that was pressed keeps the focus. */
const redrawFrom = (button) => {
  const chart = button.closest(".chart").id;
  redraw();
  document.querySelector(`#${chart} [data-shows="${button.dataset.shows}"]`)?.focus();
};

/** A backend's marker, on a piece of its line if that is dashed. */
const sample = (backend) => {
  if (!data.backends[backend].dashes) {
    return icon(backend);
  }
  const svg = d3
    .create("svg")
    .attr("class", `mark dashed b${backend}`)
    .attr("viewBox", "-16 -8 32 16")
    .attr("aria-hidden", "true");
  svg.append("path").attr("class", `line b${backend}`).attr("d", "M-16,0H16");
  useMarker(svg, data.backends[backend].marker, 16);
  return svg.node();
};

/** The indices of the backends for which a condition holds. */
const backendsWhere = (condition) => d3.range(data.backends.length).filter(condition);

/** One series for each backend that is not hidden, with the points made for it. */
const backendSeries = (backends, line, points) => {
  const hidden = hiddenBackends();
  return backends
    .filter((backend) => !hidden.has(backend))
    .map((backend) => ({
      name: backendName(backend),
      css: `b${backend}`,
      marker: data.backends[backend].marker,
      line,
      points: points(backend),
    }));
};
