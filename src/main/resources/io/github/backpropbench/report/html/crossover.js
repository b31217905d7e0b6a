/** Shows the map of the chosen precision and method, and marks the chosen shape on it. */
const drawCrossover = () => {
  const shape = factorIndex("shape");
  const maps = [...document.querySelectorAll("#crossover .map")];
  const isChosen = (map) =>
    JSON.parse(map.dataset.method).every(
      (level, factor) => factor === shape || level === choice.network.factors[factor],
    );
  const found = maps.some(isChosen);
  for (const map of maps) {
    map.hidden = found && !isChosen(map);
  }
  for (const row of document.querySelectorAll("#crossover tbody tr")) {
    row.classList.toggle("chosen", row.cells[0].textContent === chosenLevel("shape"));
  }
};
