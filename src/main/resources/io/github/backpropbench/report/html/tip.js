/** The box in which hover and focus show what is known of a point. */
const tip = document.getElementById("tip");

const showTip = (anchor, lines) => {
  const [title, ...more] = lines;
  tip.replaceChildren(
    element("strong", {}, title),
    ...more.map((line) => element("span", {}, line)),
  );
  tip.dataset.of = lines.join(", ");
  tip.hidden = false;
  placeTip(anchor);
};

const placeTip = (anchor) => {
  const box = anchor.getBoundingClientRect();
  const size = tip.getBoundingClientRect();
  const room = document.documentElement.clientWidth;
  const left = Math.min(Math.max(8, box.left + box.width / 2 - size.width / 2), room - size.width - 8);
  const above = box.top - size.height - 10;
  tip.style.left = `${left}px`;
  tip.style.top = `${above > 8 ? above : box.bottom + 10}px`;
};

const hideTip = () => {
  tip.hidden = true;
};

/** Focus may scroll the page; the box then stays with its point. */
const followPoint = () => {
  const point = document.activeElement?.closest(".point");
  if (point && !tip.hidden && tip.dataset.of === point.getAttribute("aria-label")) {
    placeTip(point.querySelector(".halo"));
  } else {
    hideTip();
  }
};

addEventListener("scroll", followPoint, { passive: true });
addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    hideTip();
  }
});
