/** Tests report.html in a headless Chromium: npm ci and npm test in this folder. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";

import { axePath, launch, missing, pageUrl } from "./browser.mjs";
import { testCharts } from "./charts.mjs";
import { choose, chosenNetwork, dataOf, focused, labels } from "./reading.mjs";
import { testMany } from "./many.mjs";
import { testRuns } from "./runs.mjs";
import { testTargets } from "./targets.mjs";

const HOSTILE = [0, 1, 2, 3, 4, 5, 6, 7].map((number) => `hostile-${number}`);
const MANY = ["many", "many-targets"];
const TARGETS = ["targets", "loss-target"];
const SMALL = ["standard", "threads", "networks", "one-cell", "all-failed", "no-losses", "runs", ...MANY, ...TARGETS, ...HOSTILE];
const WIDTHS = [360, 768, 1440];
const SCHEMES = ["light", "dark"];

/** How soon a page of 10,000 cells must be usable; allow more on a busy machine. */
const USABLE_MILLISECONDS = Number(process.env.USABLE_MILLISECONDS ?? 5000);

describe("report.html", { skip: missing }, () => {
  let browser;

  before(async () => {
    browser = await launch();
  });

  after(async () => {
    await browser?.close();
  });

  /** Opens a page in a browser without a network, and fails if it logs, throws, asks or loads anything. */
  const open = async (name, options = {}, use = async () => {}) => {
    const context = await browser.newContext({
      offline: true,
      viewport: { width: 1440, height: 900 },
      ...options,
    });
    try {
      const page = await context.newPage();
      const troubles = [];
      page.on("console", (message) => troubles.push(message.text()));
      page.on("pageerror", (error) => troubles.push(error.message));
      page.on("dialog", (dialog) => {
        troubles.push(`dialog ${dialog.message()}`);
        dialog.dismiss();
      });
      page.on("request", (request) => {
        if (request.url() !== pageUrl(name)) {
          troubles.push(`request ${request.url()}`);
        }
      });
      await page.goto(pageUrl(name));
      await use(page);
      assert.deepEqual(troubles, []);
    } finally {
      await context.close();
    }
  };

  for (const name of SMALL) {
    test(`${name} fits every width in both schemes`, async () => {
      for (const colorScheme of SCHEMES) {
        for (const width of WIDTHS) {
          await open(name, { colorScheme, viewport: { width, height: 800 } }, async (page) => {
            const overflow = await page.evaluate(
              () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
            );
            assert.equal(overflow, 0, `${name} at ${width} is ${overflow} pixels too wide`);
          });
        }
      }
    });
  }

  for (const name of ["standard", "threads", "networks", "one-cell", "all-failed", "runs", ...TARGETS, "hostile-0"]) {
    test(`axe finds nothing in ${name}`, async () => {
      const axe = readFileSync(axePath(), "utf8");
      for (const colorScheme of SCHEMES) {
        for (const width of [360, 1440]) {
          await open(name, { colorScheme, viewport: { width, height: 900 } }, async (page) => {
            for (const button of await page.locator(".unfold").all()) {
              await button.click();
            }
            await page.evaluate(axe);
            const { violations } = await page.evaluate(() => window.axe.run());
            assert.deepEqual(
              violations.map((one) => [one.id, one.nodes.map((node) => node.html).slice(0, 3)]),
              [],
            );
          });
        }
      }
    });
  }

  testCharts(open);

  test("a reader finds the answer for a network and a batch, and how sure it is", async () => {
    await open("standard", {}, async (page) => {
      await choose(page, /shape/, "784-128-10");
      await choose(page, "batch", "64");
      const data = await dataOf(page);
      const network = data.networks[await chosenNetwork(page, data)];
      const row = network.rows.find((one) => one.level === "64");
      assert.match(network.label, /^784-128-10 f32/);
      assert.equal(await page.locator(".headline").textContent(), row.words);
      const ranking = await page.locator(".ranking li").allTextContents();
      assert.equal(ranking.length, data.backends.length);
      const libraries = await page.locator(".ranking").first().locator(".name").allTextContents();
      const ofRole = (role) => data.backends.filter((one) => one.role === role).map((one) => one.name);
      assert.deepEqual(libraries.toSorted(), ofRole("library").toSorted());
      assert.deepEqual(
        (await page.locator(".ranking").last().locator(".name").allTextContents()).toSorted(),
        ofRole("yardstick").toSorted(),
      );
      assert.match(await page.locator("p.role").textContent(), /^Yardsticks, not libraries/);
      assert.match(ranking[0], /shortest time/);
      assert.match(ranking[1], /\(.*–.*\)/);
    });
  });

  test("the reader picks the baseline", async () => {
    await open("standard", {}, async (page) => {
      await choose(page, "baseline", "ejml");
      const found = await labels(page, "#ratio-chart");
      assert.ok(found.every((label) => label.includes(" against ejml")));
      assert.ok(found.some((label) => label.startsWith("arrays against ejml")));
    });
  });

  test("precision and method are filters", async () => {
    await open("standard", {}, async (page) => {
      await choose(page, "precision", "f64");
      assert.match(await page.locator(".question").textContent(), /f64/);
      await choose(page, "precision", "f32");
      await choose(page, "method", "autograd adam, bias");
      assert.match(await page.locator(".question").textContent(), /f32, autograd adam, bias/);
      assert.equal(await page.locator("#crossover .map:visible h3").textContent(), "f32, autograd adam, bias");
    });
  });

  test("the two kinds of autograd are named and explained, and fusion is a speed-up, no cost", async () => {
    await open("standard", {}, async (page) => {
      const costs = await page.locator("#costs-chart").textContent();
      assert.match(costs, /autograd, eager: sgd, bias/);
      assert.match(costs, /graph, traced and fused: sgd, bias/);
      assert.match(costs, /as PyTorch does by default.*torch\.compile and JAX's jit also compile them/);
      assert.ok(!costs.includes("fused: manual"));
      const fusion = await labels(page, "#fusion-chart");
      const data = await dataOf(page);
      const arrays = fusion.filter((label) => label.startsWith("fused with arrays"));
      assert.equal(fusion.length, 3 * data.backends.length);
      assert.equal(arrays.length, 3);
      assert.ok(arrays.every((label) => /, 1\.[56]\d \(.*\) times as fast/.test(label)), arrays.join());
      assert.match(await page.locator("#fusion-chart .caption").textContent(), /not the speed of SIMD/);
      await choose(page, "method", "manual sgd, bias, op by op");
      assert.match(await page.locator(".question").textContent(), /op by op, batch 64/);
    });
  });

  test("the loss is a part of the network, optimizers and feeds are costs", async () => {
    await open("networks", {}, async (page) => {
      await choose(page, "loss", "cross-entropy");
      assert.match(await page.locator(".question").textContent(), /4-32-16-4 cross-entropy f32/);
      assert.equal(await page.locator("#costs-chart .panels").count(), 0);
      await choose(page, /shape/, "64-32-10");
      const captions = await page.locator("#costs-chart p").allTextContents();
      assert.match(captions.join(), /^64-32-10 cross-entropy f32: time with each change/);
      const panels = await page.locator("#costs-chart h3").allTextContents();
      assert.deepEqual(panels, [
        "momentum: manual, bias",
        "adam: manual, bias",
        "adamw: manual, bias",
        "walking through 16 minibatches: manual adam, bias",
        "walking through 16 shuffled minibatches: manual adam, bias",
      ]);
      assert.equal(
        await page.locator("#crossover .map:visible h3").textContent(),
        "cross-entropy f32, manual sgd, bias",
      );
    });
  });

  test("arrow keys move between points and show what hover shows", async () => {
    await open("standard", {}, async (page) => {
      const first = page.locator("#throughput-chart .point[tabindex='0']");
      assert.equal(await first.count(), 1);
      await first.focus();
      const before = await focused(page);
      assert.match(await page.locator("#tip").textContent(), /samples per second.*forks/);
      await page.waitForTimeout(100); // until the page has scrolled to the focused point
      assert.ok(await page.locator("#tip").isVisible());
      await page.keyboard.press("ArrowRight");
      const next = await focused(page);
      assert.notEqual(next, before);
      assert.equal(next.split(",")[0], before.split(",")[0]);
      await page.keyboard.press("ArrowDown");
      assert.notEqual((await focused(page)).split(",")[0], before.split(",")[0]);
      await page.keyboard.press("Escape");
      assert.equal(await page.locator("#tip").isVisible(), false);
      const point = page.locator("#throughput-chart .point").last();
      const label = await point.getAttribute("aria-label");
      await point.locator("use").hover();
      assert.ok(await page.locator("#tip").isVisible());
      const lines = await page.locator("#tip > *").allTextContents();
      assert.equal(lines.join(", "), label);
    });
  });

  test("a backend can be left out of the charts", async () => {
    await open("standard", {}, async (page) => {
      const before = (await labels(page, "#throughput-chart")).length;
      await page.locator("#throughput-chart button", { hasText: "arrays" }).press("Enter");
      const left = await labels(page, "#throughput-chart");
      assert.ok(left.length < before);
      assert.ok(left.every((label) => !label.startsWith("arrays")));
    });
  });

  test("without JavaScript all figures are there as tables", async () => {
    await open("standard", { javaScriptEnabled: false }, async (page) => {
      for (const id of ["throughput", "ratio", "crossover", "passes", "costs", "losses", "allocation", "peak"]) {
        assert.ok(await page.locator(`#${id} table`).first().isVisible(), id);
      }
      assert.ok(await page.locator("#answer dl").isVisible());
    });
    await open("threads", { javaScriptEnabled: false }, async (page) => {
      assert.ok(await page.locator("#threads table").isVisible());
    });
  });

  test("prints, on white whatever the screen's scheme", async () => {
    await open("standard", { colorScheme: "dark" }, async (page) => {
      const pdf = await page.pdf({ format: "A4" });
      assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
      await page.emulateMedia({ media: "print", colorScheme: "dark" });
      const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      assert.equal(background, "rgb(255, 255, 255)");
    });
  });

  test("a run in which every cell failed shows the reasons, and no empty chart", async () => {
    await open("all-failed", {}, async (page) => {
      assert.ok(await page.getByText("the gradient of W1 is wrong by 0.5").isVisible());
      assert.equal(await page.locator(".point").count(), 0);
      assert.equal(await page.locator("#choice").isVisible(), false);
    });
  });

  test("foreign text appears as text", async () => {
    await open("hostile-0", {}, async (page) => {
      const [question] = await page.locator(".question").allTextContents();
      assert.ok(question.includes("<script>alert"), question);
      assert.equal(await page.evaluate(() => document.scripts.length), 4);
    });
  });

  testTargets(open);
  testMany(open);
  testRuns(open);

  for (const name of ["ten-thousand", "twenty-backends"]) {
    test(`a page of ten thousand cells is soon usable: ${name}`, async () => {
      const start = performance.now();
      await open(name, {}, async (page) => {
        await page.locator("#throughput-chart .point").first().waitFor();
        await choose(page, /shape/, "3-50-1");
        assert.match(await page.locator(".question").textContent(), /3-50-1/);
        const milliseconds = performance.now() - start;
        console.log(`${name}: usable after ${Math.round(milliseconds)} ms`);
        assert.ok(milliseconds < USABLE_MILLISECONDS, `${milliseconds} ms`);
      });
    });
  }
});
