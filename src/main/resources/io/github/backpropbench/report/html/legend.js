/** The backends of a chart; a click hides or shows one in all charts. */
const legend = (shown) => {
  const list = element("ul", { class: "legend", "aria-label": "Backends" });
  for (const backend of shown) {
    const toggle = () => {
      if (!choice.hidden.delete(backend)) {
        choice.hidden.add(backend);
      }
      const chart = button.closest(".chart").id;
      redraw();
      document.querySelector(`#${chart} [data-backend="${backend}"]`)?.focus();
    };
    const button = element(
      "button",
      {
        type: "button",
        "data-backend": backend,
        "aria-pressed": String(!choice.hidden.has(backend)),
        onclick: toggle,
      },
      icon(backend),
      backendName(backend),
      ...(isYardstick(backend) ? [element("span", { class: "role" }, "yardstick")] : []),
    );
    list.append(element("li", {}, button));
  }
  return list;
};

/** The indices of the backends for which a condition holds. */
const backendsWhere = (condition) => d3.range(data.backends.length).filter(condition);

/** One series for each backend that is not hidden, with the points made for it. */
const backendSeries = (backends, line, points) =>
  backends
    .filter((backend) => !choice.hidden.has(backend))
    .map((backend) => ({
      name: backendName(backend),
      css: `b${backend}`,
      marker: data.backends[backend].marker,
      line,
      points: points(backend),
    }));
