/** How the tests read a page and use it. */
import assert from "node:assert/strict";

export const dataOf = (page) =>
  page.evaluate(() => JSON.parse(document.getElementById("data").textContent));

/** The cells of one group of a folded table, by the row's level and the column's backend. */
export const tableOf = async (page, holder, group) => {
  const cells = await page.locator(`${holder} table`).evaluate((table, wanted) => {
    // A yardstick's heading is in brackets.
    const names = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.replace(/^\((.*)\)$/, "$1"));
    const bodies = [...table.tBodies].filter((body) => body.rows[0]?.textContent === wanted);
    return bodies.flatMap((body) =>
      [...body.rows].slice(1).flatMap((row) =>
        [...row.cells].map((cell, i) => [`${row.cells[0].textContent} ${names[i]}`, cell.textContent]),
      ),
    );
  }, group);
  return new Map(cells);
};

/** WCAG's contrast ratio of two colours as a browser writes them. */
export const contrast = (one, other) => {
  const luminance = (colour) => {
    const [red, green, blue] = colour.match(/[\d.]+/g).map((channel) => {
      const share = channel / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

/** The points of a chart: label and height of each. */
export const placedPoints = (page, holder) =>
  page
    .locator(`${holder} .point`)
    .evaluateAll((points) =>
      points.map((point) => [point.getAttribute("aria-label"), point.transform.baseVal[0].matrix.f]),
    );

/** Fails unless the heights of the points are a falling linear function of their values. */
export const assertOnOneScale = (placed) => {
  const first = placed.reduce((a, b) => (a.value < b.value ? a : b));
  const last = placed.reduce((a, b) => (a.value > b.value ? a : b));
  const slope = (last.at - first.at) / (last.value - first.value);
  assert.ok(slope < 0);
  for (const point of placed) {
    const expected = first.at + slope * (point.value - first.value);
    assert.ok(Math.abs(expected - point.at) < 0.01, `${point.at} instead of ${expected}`);
  }
};

export const labels = (page, holder) =>
  page
    .locator(`${holder} .point`)
    .evaluateAll((points) => points.map((point) => point.getAttribute("aria-label")));

export const focused = (page) => page.evaluate(() => document.activeElement.getAttribute("aria-label"));

export const choose = (page, label, option) =>
  page.getByRole("combobox", { name: label, exact: true }).selectOption({ label: option });

/** The index of the network that the answer names. */
export const chosenNetwork = async (page, data) => {
  const question = await page.locator(".question").textContent();
  const found = data.networks.findIndex((network) => question.includes(`${network.label}, batch`));
  assert.ok(found >= 0, question);
  return found;
};
