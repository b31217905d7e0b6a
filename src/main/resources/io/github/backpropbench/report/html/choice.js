const data = JSON.parse(document.getElementById("data").textContent);

const isTimed = (cell) => cell !== null && !cell.failed;

/** The networks with at least one measured cell. */
const networks = data.networks.filter((network) => network.rows.some((row) => row.words));

/**
 * What the reader is looking at. Hidden are the backends that the reader does not want to see; null
 * as long as the page chooses.
 */
const choice = { network: null, level: null, reference: data.baseline, hidden: null };

/** The backends that are hidden now: until the reader chooses, all but the best of the network. */
const hiddenBackends = () => {
  const best = choice.network?.best;
  return choice.hidden ?? new Set(best ? backendsWhere((backend) => !best.includes(backend)) : []);
};

const drawings = [];

/** Draws now and after each change of the choice. */
const onChoice = (draw) => drawings.push(draw);

const redraw = () => drawings.forEach((draw) => draw());

const factorTitle = (name) => (name === "shape" ? "shape, inputs-hidden-…-outputs" : name);

const factorIndex = (name) => data.factors.findIndex((factor) => factor.name === name);

/** The level of a factor that the chosen network has, as text; empty if it has none. */
const chosenLevel = (name) => {
  const factor = factorIndex(name);
  return data.factors[factor]?.levels[choice.network.factors[factor]] ?? "";
};

/** What a network is, and what it is trained on until when: other factors are how it is trained. */
const NETWORK = ["shape", "loss", "precision", "data", "target", "epochs", "split", "seeds", "start"];

/** Whether these levels have the shape, the loss, the precision, … of the chosen network. */
const isOfChosenShape = (factors) =>
  NETWORK.every((name) => {
    const factor = factorIndex(name);
    return factors[factor] === choice.network.factors[factor];
  });

/** The chosen shape and precision, and the others of which there are several. */
const chosenShape = () =>
  NETWORK.filter(
    (name) => name === "shape" || name === "precision" || data.factors[factorIndex(name)]?.levels.length > 1,
  )
    .map(chosenLevel)
    .join(" ");

const timedRows = (network) => network.rows.filter((row) => row.words);

const chosenRow = () =>
  timedRows(choice.network).find((row) => row.level === choice.level);

const chooseLevel = (wanted) => {
  const rows = timedRows(choice.network);
  const size = Number(wanted);
  const nearest = d3.least(rows, (row) => (row.x === null ? 0 : Math.abs(Math.log(row.x / size))));
  choice.level = (rows.find((row) => row.level === wanted) ?? nearest ?? rows[0]).level;
};

/** Chooses the network with this level that is otherwise most like the one before. */
const chooseFactor = (factor, level) => {
  const alike = (network) =>
    d3.sum(network.factors, (other, i) => (other === choice.network.factors[i] ? 1 : 0));
  const candidates = networks.filter((network) => network.factors[factor] === level);
  choice.network = d3.greatest(candidates, (a, b) =>
    d3.ascending(alike(a), alike(b)) || d3.ascending(a.principal, b.principal)) ?? choice.network;
  chooseLevel(choice.level);
};

const drawChoice = () => {
  const form = document.getElementById("choice");
  const focused = document.activeElement?.closest("#choice label")?.textContent;
  const at = [...form.children].findIndex((field) => field.textContent === focused);
  form.replaceChildren();
  data.factors.forEach((factor, i) => {
    const known = factor.levels
      .map((label, level) => [level, label])
      .filter(([level]) => networks.some((network) => network.factors[i] === level));
    if (known.length > 1) {
      form.append(
        select(factorTitle(factor.name), known, choice.network.factors[i], (level) => {
          chooseFactor(i, Number(level));
          redraw();
        }),
      );
    }
  });
  const rows = timedRows(choice.network);
  if (rows.length > 1) {
    const options = rows.map((row) => [row.level, row.level]);
    form.append(
      select(data.rowFactor, options, choice.level, (level) => {
        choice.level = level;
        redraw();
      }),
    );
  }
  form.hidden = form.children.length === 0;
  form.children[at]?.querySelector("select").focus();
};

/** Starts with the principal network with the most batches, at the original experiment's batch. */
const firstChoice = () => {
  choice.network = d3.greatest(networks, (a, b) =>
    d3.ascending(a.principal, b.principal) ||
    d3.ascending(timedRows(a).length, timedRows(b).length)) ?? null;
  if (choice.network) {
    chooseLevel("64");
  }
};
