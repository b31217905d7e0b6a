/** The backends of a chart; a press hides or shows one in all charts. */
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
      data.backends[backend].name,
    );
    list.append(element("li", {}, button));
  }
  return list;
};

/** The numbers of the backends for which something holds. */
const backendsWhere = (condition) => d3.range(data.backends.length).filter(condition);
