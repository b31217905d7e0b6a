/** The row's backends, fastest first, each with its ratio to the fastest. */
const ranking = (row) => {
  const timed = backendsWhere((backend) => isTimed(row.cells[backend]));
  timed.sort((a, b) => row.cells[a].time - row.cells[b].time);
  const slowest = row.cells[timed[timed.length - 1]].time;
  const list = element("ol", { class: "ranking" });
  for (const backend of timed) {
    const cell = row.cells[backend];
    const ratio = backend === timed[0] ? null : ratioOf(row, backend, timed[0]);
    const share = Math.max(0.005, cell.time / slowest);
    list.append(
      element(
        "li",
        {},
        namedBackend(backend),
        element("span", { class: "track" }, bar(`b${backend}`, share)),
        element("span", { class: "time" }, `${cell.timeText} ${cell.errorText}`),
        element("span", { class: "against" }, against(ratio)),
      ),
    );
  }
  return list;
};

const against = (ratio) => {
  if (ratio === null) {
    return "shortest time";
  }
  const [, , , verdict] = ratio;
  const text = ratioText(ratio);
  return verdict < 2 ? `${text} times as long` : `${text}: ${data.verdicts[verdict]}`;
};

/** The answer for one network and batch. */
const drawAnswer = () => {
  const row = chosenRow();
  const failed = backendsWhere((backend) => row.cells[backend]?.failed);
  const forks = d3.extent(row.cells.filter(isTimed), (cell) => cell.forks);
  const many = forks[0] === forks[1] ? counted(forks[0], "fork") : `${forks[0]} to ${forks[1]} forks`;
  const judged =
    data.comparisons > 1 ? `, judged together with all ${data.comparisons} comparisons of this report` : "";
  const card = element(
    "div",
    { class: "card", id: "answer-card" },
    element("p", { class: "question" }, `Which backend for ${choice.network.label}, ${data.rowFactor} ${row.level}?`),
    element("p", { class: "headline", "aria-live": "polite" }, row.words),
    ranking(row),
    element(
      "p",
      { class: "note" },
      `Time of a ${data.work} ± half its 95\u00a0% interval, from ${many} per backend;` +
        ` then how many times as long as the shortest, with its 95\u00a0% interval${judged}.` +
        (failed.length > 0
          ? ` Failed: ${failed.map(backendName).join(", ")}.`
          : ""),
    ),
  );
  const before = document.getElementById("answer-card");
  if (before) {
    before.replaceWith(card);
  } else {
    document.getElementById("answer-title").after(card);
  }
};
