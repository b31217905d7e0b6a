/** Tests of the charts of trainings to a target: they draw what the page's data say. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { assertOnOneScale, choose, dataOf, focused, labels, placedPoints } from "./reading.mjs";

const CHART = "#time-to-target-chart";
/** The panels, and the curves below them. */
const [STEPS, RATES, TIMES] = [1, 2, 3].map((i) => `${CHART} .panels > :nth-child(${i})`);
const CURVES = `${CHART} > :last-child`;

const methodOf = (data, label) => data.targets[0].methods.find((method) => method.label === label);

/**
 * Registers the tests.
 *
 * @param open opens one of the pages that the Java tests write, and uses it
 */
export const testTargets = (open) => {
  test("the three panels draw the figures of their data, to scale", async () => {
    await open("targets", {}, async (page) => {
      await choose(page, "trained by", "f32, manual adam, bias");
      const data = await dataOf(page);
      const method = methodOf(data, "f32, manual adam, bias");
      const steps = (await placedPoints(page, STEPS)).filter(([label]) => label.startsWith("adam, bias, "));
      assert.equal(steps.length, method.rows.length);
      assertOnOneScale(
        steps.map(([label, at], i) => {
          const row = method.rows[i];
          assert.ok(label.startsWith(`adam, bias, batch ${row.level}, `), label);
          assert.ok(label.includes(` steps (${row.least}–${row.most}), 10 of 10 seeds reach the target`), label);
          return { at, value: Math.log(row.steps) };
        }),
      );
      for (const [panel, figure] of [[RATES, "rate"], [TIMES, "time"]]) {
        const points = await placedPoints(page, panel);
        assert.equal(points.length, method.rows.length * data.backends.length);
        const placed = method.rows.flatMap((row) =>
          row.cells.map((cell, backend) => {
            const start = `${data.backends[backend].name}, batch ${row.level}, ${cell.timeText} to the target`;
            const [label, at] = points.find(([one]) => one.startsWith(start));
            assert.ok(label.includes(`${cell.rateText.replace("/s", "")} samples per second`), label);
            assert.ok(label.includes("20 % of the time is evaluation"), label);
            return { at, value: Math.log(cell[figure]) };
          }),
        );
        assertOnOneScale(placed);
      }
    });
  });

  test("a ring marks the batch with the shortest time of each backend", async () => {
    await open("targets", {}, async (page) => {
      await choose(page, "trained by", "f32, manual sgd, bias");
      const data = await dataOf(page);
      const [method] = data.targets[0].methods;
      const rings = await page
        .locator(`${TIMES} .point:has(.ring)`)
        .evaluateAll((points) => points.map((point) => point.getAttribute("aria-label")));
      assert.equal(await page.locator(`${CHART} .ring`).count(), data.backends.length);
      data.backends.forEach((backend, i) => {
        const rows = method.rows.filter((row) => row.cells[i]);
        const best = rows.reduce((one, other) => (other.cells[i].time < one.cells[i].time ? other : one));
        assert.ok(rings.some((label) => label.startsWith(`${backend.name}, batch ${best.level}, `)), rings.join());
      });
      assert.ok(rings.every((label) => label.includes("the shortest of this backend")));
    });
  });

  test("what is not reached is said, and other methods are drawn along", async () => {
    await open("targets", {}, async (page) => {
      await choose(page, "trained by", "f32, manual sgd, bias");
      const [said] = await page.locator(`${CHART} .caption`).allTextContents();
      assert.match(said, /9 of 10 seeds reach it with batch 128; no seed reaches the target with batch 512\./);
      const steps = await labels(page, STEPS);
      assert.equal(steps.filter((label) => label.startsWith("sgd, bias, ")).length, 3);
      assert.equal(steps.filter((label) => label.startsWith("adam, bias, ")).length, 4);
      await choose(page, "trained by", "f32, manual adam, bias");
      const [other] = await page.locator(`${CHART} .caption`).allTextContents();
      assert.ok(!other.includes("seed reaches"), other);
      // Measured at one batch only: the steps at the others are known all the same.
      await choose(page, "trained by", "f32, autograd adam, bias");
      const single = await labels(page, STEPS);
      assert.equal(single.filter((label) => label.startsWith("adam, bias, ")).length, 4);
      const times = await page
        .locator(`${TIMES} .point`)
        .evaluateAll((points) => points.map((point) => point.transform.baseVal[0].matrix.e));
      assert.equal(new Set(times).size, 3, "the backends stand side by side");
    });
  });

  test("the method and the network of the whole page follow each other", async () => {
    await open("targets", {}, async (page) => {
      const question = page.locator(".question");
      await page.getByRole("combobox", { name: "trained by", exact: true }).focus();
      await choose(page, "trained by", "f32, autograd adam, bias");
      assert.match(await question.textContent(), /autograd adam, bias/);
      assert.equal(await page.evaluate(() => document.activeElement.value), "3");
      await choose(page, "method", "manual sgd, bias");
      const [said] = await page.locator(`${CHART} .caption`).allTextContents();
      assert.match(said, /f32, manual sgd, bias: /);
    });
  });

  test("accuracy is drawn against time up to the target, with the batch that the reader picks", async () => {
    await open("targets", {}, async (page) => {
      await choose(page, "trained by", "f32, manual adam, bias");
      await choose(page, "at batch", "32");
      const data = await dataOf(page);
      const row = methodOf(data, "f32, manual adam, bias").rows.find((one) => one.level === "32");
      const curve = data.targets[0].curves[row.curve];
      const points = await placedPoints(page, CURVES);
      for (const [i, backend] of data.backends.entries()) {
        const own = points.filter(([label]) => label.startsWith(`${backend.name}, accuracy`));
        assert.equal(own.length, 20 + 1);
        const last = own.at(-1)[0];
        assert.match(last, new RegExp(`accuracy 96\\.0% after ${curve.steps.at(-1)} steps, after `));
        const time = curve.steps.at(-1) * row.cells[i].timePerStep;
        const [, number, unit] = /after ([\d.]+) (\S+)$/.exec(last);
        assert.ok(Math.abs((Number(number) * { "µs": 1e3, ms: 1e6 }[unit]) / time - 1) < 0.01, last);
      }
      assertOnOneScale(
        points.map(([label, at]) => {
          const [, step] = /after (\d+) steps?,/.exec(label);
          return { at, value: curve.values[curve.steps.indexOf(Number(step))] };
        }),
      );
      assert.equal(await page.locator(`${CURVES} .reference`).count(), 1);
      assert.equal(await page.locator(`${CURVES} .point use`).count(), data.backends.length);
      const [, said] = await page.locator(`${CHART} .caption`).allTextContents();
      assert.match(said, /with batch 32, that of seed 6: .* the target, 95%\./);
    });
  });

  test("a loss is drawn against time on a logarithmic axis", async () => {
    await open("loss-target", {}, async (page) => {
      const data = await dataOf(page);
      const [task] = data.targets;
      const points = await placedPoints(page, CURVES);
      assert.ok(points.length > 20);
      const curve = task.curves.find((one) =>
        points.every(([label]) => one.steps.includes(Number(/after (\d+) steps?,/.exec(label)[1]))),
      );
      assertOnOneScale(
        points.map(([label, at]) => {
          const [, step] = /after (\d+) steps?,/.exec(label);
          return { at, value: Math.log(curve.values[curve.steps.indexOf(Number(step))]) };
        }),
      );
      assert.equal(await page.locator(`${STEPS} .whisker`).count(), 0);
    });
  });

  test("arrow keys and the legend work as in the other charts", async () => {
    await open("targets", {}, async (page) => {
      for (const panel of [STEPS, RATES, TIMES, CURVES]) {
        await page.locator(`${panel} .point[tabindex='0']`).first().focus();
        const before = await focused(page);
        await page.keyboard.press("ArrowRight");
        const next = await focused(page);
        assert.notEqual(next, before, panel);
        assert.equal((await page.locator("#tip > *").allTextContents()).join(", "), next);
      }
      await page.locator(`${CHART} button`, { hasText: "arrays" }).press("Enter");
      for (const panel of [RATES, TIMES, CURVES]) {
        const left = await labels(page, panel);
        assert.ok(left.length > 0);
        assert.ok(left.every((label) => !label.startsWith("arrays")), left.join());
      }
    });
  });

  test("without JavaScript the times to the target are there as a table", async () => {
    await open("targets", { javaScriptEnabled: false }, async (page) => {
      assert.ok(await page.locator("#time-to-target table").first().isVisible());
    });
  });
};
