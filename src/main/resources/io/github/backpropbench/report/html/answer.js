/** What the fastest library is to be compared with, apart from other libraries. */
const OTHERS = [
  ["engine", "Engines: with gradients and optimizers of their own"],
  ["yardstick", "Yardsticks, not libraries to choose: what a library could still gain"],
  ["", "Outside the JVM"],
];

/** The fastest of some backends. */
const fastestOf = (row, backends) => d3.least(backends, (backend) => row.cells[backend].time);

/** The row's backends: the libraries, then the others, each with its ratio to the fastest library. */
const rankings = (row) => {
  const timed = backendsWhere((backend) => isTimed(row.cells[backend]));
  const ofRole = (role) => timed.filter((backend) => data.backends[backend].role === role);
  const chosen = ["library", "engine", "yardstick", ""].map(ofRole).find((some) => some.length > 0);
  const scale = {
    first: fastestOf(row, chosen),
    slowest: d3.max(timed, (backend) => row.cells[backend].time),
  };
  const lists = [ranking(row, chosen, scale)];
  for (const [role, title] of OTHERS) {
    const others = ofRole(role);
    if (others.length > 0 && others[0] !== chosen[0]) {
      lists.push(element("p", { class: "role" }, title), ranking(row, others, scale));
    }
  }
  return lists;
};

/** How many backends of a role are ranked if there are many; the others are behind a fold. */
const MOST_RANKED = 3;

/** The roles whose folds are open. */
const unfolded = new Set();

/** Some backends, fastest first, each with its ratio to the first of all. */
const ranking = (row, backends, scale) => {
  const sorted = d3.sort(backends, (one) => row.cells[one].time);
  const others = sorted.length > MOST_RANKED + 1 ? sorted.splice(MOST_RANKED) : [];
  const list = rankingList(row, sorted, scale, 1);
  if (others.length === 0) {
    return list;
  }
  const { role } = data.backends[others[0]];
  const fold = element(
    "details",
    { ontoggle: () => (fold.open ? unfolded.add(role) : unfolded.delete(role)) },
    element("summary", {}, `${others.length} others`),
    rankingList(row, others, scale, MOST_RANKED + 1),
  );
  fold.open = unfolded.has(role);
  return element("div", {}, list, fold);
};

const rankingList = (row, backends, { first, slowest }, start) => {
  const list = element("ol", { class: "ranking", start });
  for (const backend of backends) {
    const cell = row.cells[backend];
    const ratio = backend === first ? null : ratioOf(row, backend, first);
    const share = Math.max(0.005, cell.time / slowest);
    list.append(
      element(
        "li",
        {},
        namedBackend(backend),
        element("span", { class: "track" }, bar(`b${backend}`, share)),
        element("span", { class: "time" }, `${cell.timeText} ${cell.errorText}`),
        element("span", { class: "against" }, backend === first ? shortestTime(backend) : against(ratio)),
      ),
    );
  }
  return list;
};

const shortestTime = (backend) =>
  isLibraryBesideOthers(backend) ? "shortest time of the libraries" : "shortest time";

const isLibraryBesideOthers = (backend) => data.bothRoles && data.backends[backend].role === "library";

const against = (ratio) => {
  if (ratio === null) {
    return "";
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
  const timed = backendsWhere((backend) => isTimed(row.cells[backend]));
  const shortest = timed.some(isLibraryBesideOthers) ? "shortest of the libraries" : "shortest";
  const card = element(
    "div",
    { class: "card", id: "answer-card" },
    element("p", { class: "question" }, `Which backend for ${choice.network.label}, ${data.rowFactor} ${row.level}?`),
    element("p", { class: "headline", "aria-live": "polite" }, row.words),
    ...rankings(row),
    element(
      "p",
      { class: "note" },
      `Time of a ${data.work} ± half its 95\u00a0% interval, from ${many} per backend;` +
        ` then how many times as long as the ${shortest}, with its 95\u00a0% interval${judged}.` +
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
