/** Tests of the page of several runs, which has no scripts. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { contrast } from "./reading.mjs";

/**
 * Registers the tests.
 *
 * @param open opens one of the pages that the Java tests write, and uses it
 */
export const testRuns = (open) => {
  test("the page of several runs has its charts without JavaScript", async () => {
    await open("runs", { javaScriptEnabled: false }, async (page) => {
      const charts = page.locator(".picture svg");
      assert.equal(await charts.count(), 2);
      for (const chart of await charts.all()) {
        assert.ok(await chart.isVisible());
        assert.match(await chart.textContent(), /Java 25\.0\.1 †, batch 64: /);
      }
    });
  });

  test("the charts of several runs follow the colour scheme, and are dark on white in print", async () => {
    const looks = (page) =>
      page.locator(".picture svg").evaluateAll((charts) =>
        charts.map((chart) => ({
          paper: getComputedStyle(chart.querySelector("rect")).fill,
          page: getComputedStyle(document.body).backgroundColor,
          ink: getComputedStyle(chart.querySelector("text")).fill,
          note: getComputedStyle([...chart.querySelectorAll(":scope > text")].at(-1)).fill,
          lines: [...chart.querySelectorAll("g g, g[fill]")].map((line) => getComputedStyle(line).stroke),
        })),
      );
    for (const [media, colorScheme] of [["screen", "light"], ["screen", "dark"], ["print", "dark"]]) {
      await open("runs", { colorScheme }, async (page) => {
        await page.emulateMedia({ media, colorScheme });
        const charts = await looks(page);
        assert.equal(charts.length, 2);
        for (const chart of charts) {
          assert.equal(chart.paper, chart.page);
          assert.equal(chart.paper === "rgb(255, 255, 255)", media === "print" || colorScheme === "light");
          for (const letters of [chart.ink, chart.note]) {
            assert.ok(contrast(letters, chart.paper) >= 4.5, `${letters} on ${chart.paper}`);
          }
          assert.ok(chart.lines.length > 0);
          for (const line of chart.lines) {
            // On white the palette's own colours are used; the lightest are told apart by their markers.
            assert.ok(contrast(line, chart.paper) >= (chart.paper === "rgb(255, 255, 255)" ? 2 : 3), line);
          }
        }
      });
    }
  });

  test("the navigation of several runs lists the titles of its sections", async () => {
    await open("runs", {}, async (page) => {
      const links = await page.locator("nav a").allTextContents();
      assert.deepEqual(links, await page.locator("h2").allTextContents());
      assert.ok(links.includes("Environments side by side"), links.join());
      for (const link of await page.locator("nav a").all()) {
        const target = page.locator(await link.getAttribute("href"));
        assert.equal(await target.locator("h2").textContent(), await link.textContent());
      }
    });
  });
};
