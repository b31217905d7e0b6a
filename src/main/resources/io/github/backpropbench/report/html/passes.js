const drawPasses = () => {
  const holder = document.getElementById("passes-chart");
  if (!holder) {
    return;
  }
  const networks = data.passes.filter((pass) => isOfChosenShape(pass.factors));
  holder.replaceChildren(
    caption(
      `${chosenShape()}: forward pass with the loss, and backward pass,` +
        " as shares of a training step with SGD.",
    ),
  );
  if (networks.length === 0) {
    holder.append(nothing("The passes of this network were not measured."));
    return;
  }
  holder.append(
    element(
      "ul",
      { class: "legend key", "aria-label": "Passes" },
      element("li", {}, element("span", { class: "swatch forward" }), "forward"),
      element("li", {}, element("span", { class: "swatch backward" }), "backward"),
    ),
  );
  if (choice.network.best) {
    holder.append(legend(backendsWhere((backend) => networks.some((one) => one.cells[backend]))));
  }
  for (const network of networks) {
    holder.append(element("h3", {}, `${network.label}, batch ${network.level}`), shares(network));
  }
};

/** A bar for each backend. The passes can add up to more than the step, as each is measured by itself. */
const shares = (network) => {
  const sum = (cell) => (cell?.forward?.value ?? 0) + (cell?.backward?.value ?? 0);
  const longest = Math.max(1, d3.max(network.cells, sum));
  const list = element("ol", { class: "shares" });
  network.cells.forEach((cell, backend) => {
    if (cell === null || sum(cell) === 0 || hiddenBackends().has(backend)) {
      return;
    }
    const track = element("span", { class: "track" });
    const texts = [];
    for (const pass of ["forward", "backward"]) {
      if (cell[pass]) {
        track.append(bar(pass, cell[pass].value / longest));
        texts.push(`${pass} ${cell[pass].text}`);
      }
    }
    list.append(
      element(
        "li",
        {},
        namedBackend(backend),
        track,
        element("span", { class: "against" }, texts.join("; ")),
      ),
    );
  });
  return list;
};
