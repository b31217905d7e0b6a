/** Tests of the page of fifteen backends: the best of each role first, the others on demand. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { choose, dataOf } from "./reading.mjs";

/** The backends that have a line in a chart, by their places. */
const drawn = (page, chart) =>
  page
    .locator(`#${chart}-chart path.line`)
    .evaluateAll((lines) =>
      lines
        .filter((line) => !line.closest(".legend"))
        .map((line) => Number(/b(\d+)/.exec(line.getAttribute("class"))[1]))
        .sort((a, b) => a - b),
    );

const pressed = (page, chart) =>
  page.locator(`#${chart}-chart .legend [aria-pressed=true]`).evaluateAll((buttons) => buttons.length);

/**
 * Registers the tests.
 *
 * @param open opens one of the pages that the Java tests write, and uses it
 */
export const testMany = (open) => {
  test("charts begin with the best of each role of their network", async () => {
    await open("many", {}, async (page) => {
      const data = await dataOf(page);
      const bestOf = (label) => data.networks.find((network) => network.label === label).best;
      const small = bestOf("3-2-1 f32, manual sgd, bias");
      assert.deepEqual(await drawn(page, "throughput"), small);
      assert.equal(await pressed(page, "throughput"), small.length);
      await choose(page, "shape, inputs-hidden-…-outputs", "784-128-10");
      const large = bestOf("784-128-10 f32, manual sgd, bias");
      assert.notDeepEqual(large, small);
      assert.deepEqual(await drawn(page, "throughput"), large);
    });
  });

  test("a reader chooses backends with the keyboard, and keeps the choice", async () => {
    await open("many", {}, async (page) => {
      const data = await dataOf(page);
      const before = await drawn(page, "throughput");
      const button = page.locator("#throughput-chart .legend button", { hasText: "colt" });
      await button.focus();
      await page.keyboard.press("Enter");
      const colt = data.backends.findIndex((backend) => backend.name === "colt");
      const after = [...before, colt].sort((a, b) => a - b);
      assert.deepEqual(await drawn(page, "throughput"), after);
      assert.equal(await page.evaluate(() => document.activeElement.textContent), "colt");
      await choose(page, "shape, inputs-hidden-…-outputs", "784-128-10");
      assert.deepEqual(await drawn(page, "throughput"), after);
    });
  });

  test("all, none and the best are a click away, in all charts", async () => {
    await open("many", {}, async (page) => {
      const data = await dataOf(page);
      const best = await drawn(page, "ratio");
      const click = async (name) => {
        await page.locator("#throughput-chart .legend").getByRole("button", { name, exact: true }).click();
        assert.equal(await page.evaluate(() => document.activeElement.textContent), name);
      };
      await click("none");
      assert.deepEqual(await drawn(page, "throughput"), []);
      assert.deepEqual(await drawn(page, "ratio"), []);
      await click("all");
      assert.equal((await drawn(page, "throughput")).length, data.backends.length);
      assert.equal((await page.locator("#passes-chart .shares li").count()) % 13, 0); // no engines
      await click("best of each role");
      assert.deepEqual(await drawn(page, "ratio"), best);
    });
  });

  test("the names at the ends of fifteen lines do not overlap", async () => {
    await open("many", {}, async (page) => {
      await page.locator("#throughput-chart").getByRole("button", { name: "all", exact: true }).click();
      for (const chart of ["throughput", "ratio"]) {
        const boxes = await page.locator(`#${chart}-chart text.end`).evaluateAll((texts) =>
          texts.map((text) => text.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom]),
        );
        assert.ok(boxes.length >= 14, chart);
        const svg = await page.locator(`#${chart}-chart > svg`).boundingBox();
        boxes.sort((a, b) => a[0] - b[0]);
        for (let i = 1; i < boxes.length; i++) {
          // Boxes have room for accents, which names in small letters leave empty.
          assert.ok(boxes[i][0] >= boxes[i - 1][1] - 3, `${chart}: ${boxes[i - 1]} ${boxes[i]}`);
        }
        assert.ok(boxes.every(([top]) => top > 0));
        assert.ok(svg.height > 0);
      }
    });
  });

  test("a table shows the best columns, and all of them if its box is ticked", async () => {
    for (const options of [{}, { javaScriptEnabled: false }]) {
      await open("many", options, async (page) => {
        if (options.javaScriptEnabled !== false) {
          await page.locator("#throughput .unfold").click();
        }
        const heads = page.locator("#throughput-table thead th:visible");
        assert.equal(await heads.count(), 1 + 7);
        await page.locator("#throughput-table input").focus();
        await page.keyboard.press("Space");
        assert.equal(await heads.count(), 1 + 15);
      });
    }
  });

  test("the answer ranks the best three of each role, and the others behind a fold", async () => {
    await open("many", {}, async (page) => {
      const items = page.locator("#answer-card .ranking li:visible");
      assert.equal(await items.count(), 3 + 2 + 2);
      assert.match(await page.locator("#answer-card").textContent(), /Engines: with gradients and optimizers/);
      await page.locator("#answer-card summary").click();
      assert.equal(await items.count(), 15);
      await choose(page, "batch", "512");
      assert.equal(await items.count(), 15);
    });
  });
};
