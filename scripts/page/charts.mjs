/** Tests of a run's charts: they draw what the page's data and tables say. */
import assert from "node:assert/strict";
import { test } from "node:test";

import {
  assertOnOneScale,
  choose,
  chosenNetwork,
  dataOf,
  focused,
  labels,
  placedPoints,
  tableOf,
} from "./reading.mjs";

/**
 * Registers the tests.
 *
 * @param open opens one of the pages that the Java tests write, and uses it
 */
export const testCharts = (open) => {
  test("each chart draws the figures of its data", async () => {
    await open("standard", {}, async (page) => {
      const data = await dataOf(page);
      const network = data.networks[await chosenNetwork(page, data)];
      const cells = network.rows.flatMap((row) => row.cells).filter((cell) => cell?.time);
      const rates = await labels(page, "#throughput-chart");
      assert.equal(rates.length, cells.length);
      for (const cell of cells) {
        assert.ok(rates.some((label) => label.includes(`${cell.timeText} ${cell.errorText}`)));
      }
      const ratios = await labels(page, "#ratio-chart");
      const expected = network.rows.flatMap((row) => row.ratios.map((of) => of[0])).filter(Boolean);
      assert.equal(ratios.length, expected.length);
      const inTable = await tableOf(page, "#ratio-table", network.label);
      for (const label of ratios) {
        // The script formats the ratio itself; the program wrote the table.
        const [, backend, level, text, verdict] =
          /^(.*) against .*, batch (.*), (.*) times as long: (.*), 95 % interval/.exec(label);
        const mark = verdict === "no difference shown" ? "?" : "";
        assert.equal(`${text}${mark}`, inTable.get(`${level} ${backend}`));
      }
      for (const chart of ["costs", "losses"]) {
        assert.ok((await labels(page, `#${chart}-chart`)).length > 10, chart);
      }
      assert.ok((await page.locator("#passes-chart .bar").count()) >= data.backends.length);
    });
  });

  test("allocation and the share of the peak are drawn to scale", async () => {
    await open("standard", {}, async (page) => {
      const data = await dataOf(page);
      const network = data.networks[await chosenNetwork(page, data)];
      const scale = {
        // From 0, and nearly logarithmic above the size of the smallest object.
        allocation: (cell) => Math.log1p(cell.bytes[0] / 8),
        peak: (cell) => Math.log(cell.share),
      };
      const text = { allocation: (cell) => `${cell.bytesText} per `, peak: (cell) => cell.shareText };
      for (const chart of ["allocation", "peak"]) {
        const points = await placedPoints(page, `#${chart}-chart`);
        const cells = network.rows.flatMap((row) =>
          row.cells.map((cell, i) => ({ ...cell, name: `${data.backends[i].name}, batch ${row.level}, ` })),
        );
        assert.equal(points.length, cells.length, chart);
        const placed = cells.map((cell) => {
          const [label, at] = points.find(([one]) => one.startsWith(cell.name));
          assert.ok(label.includes(text[chart](cell)), `${label} ${text[chart](cell)}`);
          return { at, value: scale[chart](cell) };
        });
        assertOnOneScale(placed);
      }
      const inTable = await tableOf(page, "#peak-table", network.label);
      for (const [label] of await placedPoints(page, "#peak-chart")) {
        const [, backend, level, share] = /^(.*), batch (.*), (.*) of the machine/.exec(label);
        assert.ok(inTable.get(`${level} ${backend}`).endsWith(share), label);
      }
    });
  });

  test("threads are drawn as speed-ups, which are the inverses of the table's ratios", async () => {
    await open("threads", {}, async (page) => {
      const found = await labels(page, "#threads-chart");
      assert.equal(found.length, 24);
      for (const threads of [2, 4]) {
        const title = `${threads} threads: 784-128-10 f32, manual sgd, bias`;
        const inTable = await tableOf(page, "#threads-table", title);
        const own = found.filter((label) => label.startsWith(`${threads} threads with `));
        assert.equal(own.length, 12);
        for (const label of own) {
          const [, backend, level, speedUp, ratio] =
            /with (.*), batch (.*), ([0-9.]+) \(.*\) times as fast, ([0-9.]+ \(.*\)) times as long: /.exec(label);
          assert.equal(inTable.get(`${level} ${backend}`).replace("?", ""), ratio);
          assert.ok(Math.abs(Number(speedUp) * Number.parseFloat(ratio) - 1) < 0.06, label);
        }
      }
      const data = await dataOf(page);
      const points = await placedPoints(page, "#threads-chart .panels > :first-child");
      const [panel] = data.threads;
      assertOnOneScale(
        points.map(([label, at]) => {
          const [, backend, level] = /with (.*), batch ([0-9]+),/.exec(label);
          const row = panel.rows.find((one) => one.level === level);
          const [ratio] = row.cells[data.backends.findIndex((one) => one.name === backend)];
          return { at, value: -Math.log(ratio) };
        }),
      );
    });
  });

  test("with the baseline swapped, a ratio is the inverse of the table's", async () => {
    await open("standard", {}, async (page) => {
      await choose(page, "baseline", "ejml");
      const data = await dataOf(page);
      const network = data.networks[await chosenNetwork(page, data)];
      const inTable = await tableOf(page, "#ratio-table", network.label);
      const inverses = (await labels(page, "#ratio-chart")).filter((label) => label.startsWith("arrays "));
      assert.ok(inverses.length > 0);
      for (const label of inverses) {
        const [, level, ...ratio] =
          /batch (.*), ([0-9.]+) \(([0-9.]+)–([0-9.]+)\) times as long/.exec(label);
        const direct = /([0-9.]+) \(([0-9.]+)–([0-9.]+)\)/.exec(inTable.get(`${level} ejml`)).slice(1);
        [direct[0], direct[2], direct[1]].forEach((figure, i) => {
          // Both are rounded to two digits or more.
          assert.ok(Math.abs(Number(ratio[i]) * Number(figure) - 1) < 0.06, `${ratio} ${direct}`);
        });
      }
    });
  });

  test("throughputs are drawn to scale", async () => {
    await open("standard", {}, async (page) => {
      const data = await dataOf(page);
      const network = data.networks[await chosenNetwork(page, data)];
      const heights = await placedPoints(page, "#throughput-chart");
      const cells = network.rows.flatMap((row) =>
        row.cells.map((cell, i) => ({ ...cell, name: `${data.backends[i].name}, batch ${row.level},` })),
      );
      assertOnOneScale(
        cells.map((cell) => ({
          value: Math.log(cell.value),
          at: heights.find(([label]) => label.startsWith(cell.name))[1],
        })),
      );
    });
  });

  test("arrow keys reach the points of every chart", async () => {
    const charts = { standard: ["costs", "allocation", "peak"], threads: ["threads"] };
    for (const [name, ids] of Object.entries(charts)) {
      await open(name, {}, async (page) => {
        for (const id of ids) {
          await page.locator(`#${id}-chart .point[tabindex='0']`).first().focus();
          const before = await focused(page);
          await page.keyboard.press("ArrowRight");
          const next = await focused(page);
          assert.notEqual(next, before, id);
          assert.equal((await page.locator("#tip > *").allTextContents()).join(", "), next);
        }
      });
    }
  });
};
