/** A button for each table that is folded because a chart shows its figures. */
const addFolds = () => {
  for (const fold of document.querySelectorAll(".fold")) {
    const button = element(
      "button",
      {
        type: "button",
        class: "unfold",
        "aria-expanded": "false",
        "aria-controls": fold.id,
        onclick: () => {
          const open = fold.classList.toggle("open");
          button.setAttribute("aria-expanded", String(open));
          button.textContent = open ? "Hide the table" : "Show the table";
        },
      },
      "Show the table",
    );
    fold.before(button);
  }
};

const addCopy = () => {
  for (const code of document.querySelectorAll("pre")) {
    const button = element(
      "button",
      {
        type: "button",
        class: "copy",
        onclick: async () => {
          await navigator.clipboard.writeText(code.textContent.trimEnd());
          button.textContent = "Copied";
        },
      },
      "Copy",
    );
    if (navigator.clipboard) {
      code.before(button);
    }
  }
};

addCopy();
drawLosses();
firstChoice();
if (choice.network) {
  addFolds();
  [
    drawChoice,
    drawAnswer,
    drawThroughput,
    drawRatio,
    drawCrossover,
    drawCosts,
    drawFusion,
    drawPasses,
    drawThreads,
    drawAllocation,
    drawPeak,
    drawTargets,
  ].forEach(onChoice);
  redraw();
} else {
  document.getElementById("choice").hidden = true;
  document.documentElement.className = "";
}

let drawnWidth = document.documentElement.clientWidth;
addEventListener("resize", () => {
  if (document.documentElement.clientWidth !== drawnWidth) {
    drawnWidth = document.documentElement.clientWidth;
    drawLosses();
    if (choice.network) {
      redraw();
    }
  }
});
