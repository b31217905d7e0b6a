/** report.html in a headless Chromium: node --test scripts/page, after npm ci there. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";

import { axePath, launch, missing, pageUrl } from "./browser.mjs";

const HOSTILE = [0, 1, 2, 3, 4, 5, 6, 7].map((number) => `hostile-${number}`);
const SMALL = ["standard", "threads", "one-cell", "all-failed", "no-losses", "runs", ...HOSTILE];
const WIDTHS = [360, 768, 1440];
const SCHEMES = ["light", "dark"];

/** A page of 10,000 cells is usable within that; a machine that does other work may be allowed more. */
const USABLE_MILLISECONDS = Number(process.env.USABLE_MILLISECONDS ?? 5000);

describe("report.html", { skip: missing }, () => {
  let browser;

  before(async () => {
    browser = await launch();
  });

  after(async () => {
    await browser?.close();
  });

  /** Opens a page in a browser that has no network, and holds that it does nothing odd. */
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

  const dataOf = (page) =>
    page.evaluate(() => JSON.parse(document.getElementById("data").textContent));

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

  for (const name of ["standard", "threads", "one-cell", "all-failed", "runs", "hostile-0"]) {
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
        // The chart writes its numbers itself: as the table, which the program wrote.
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

  test("allocation and the share of the peak are drawn where their data say", async () => {
    await open("standard", {}, async (page) => {
      const data = await dataOf(page);
      const network = data.networks[await chosenNetwork(page, data)];
      const scale = {
        // Of bytes: 0, then nearly logarithmic from the smallest object on.
        allocation: (cell) => Math.log1p(cell.bytes[0] / 8),
        peak: (cell) => Math.log(cell.share),
      };
      const text = { allocation: (cell) => `${cell.bytesText} a `, peak: (cell) => cell.shareText };
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

  test("threads are drawn as speed-ups, the inverses of the table's ratios", async () => {
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

  test("against another baseline a ratio is the inverse of the table's", async () => {
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
          // Both have at least two digits.
          assert.ok(Math.abs(Number(ratio[i]) * Number(figure) - 1) < 0.06, `${ratio} ${direct}`);
        });
      }
    });
  });

  test("points lie where their numbers say", async () => {
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

  test("keys go from point to point and show what hover shows", async () => {
    await open("standard", {}, async (page) => {
      const first = page.locator("#throughput-chart .point[tabindex='0']");
      assert.equal(await first.count(), 1);
      await first.focus();
      const before = await focused(page);
      assert.match(await page.locator("#tip").textContent(), /samples a second.*forks/);
      await page.waitForTimeout(100); // until the page has scrolled to what has the focus
      assert.ok(await page.locator("#tip").isVisible());
      await page.keyboard.press("ArrowRight");
      const next = await focused(page);
      assert.notEqual(next, before);
      assert.equal(next.split(",")[0], before.split(",")[0]);
      await page.keyboard.press("ArrowDown");
      assert.notEqual((await focused(page)).split(",")[0], before.split(",")[0]);
      await page.keyboard.press("Escape");
      assert.equal(await page.locator("#tip").isVisible(), false);
      const point = page.locator("#throughput-chart .point").nth(7);
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
      await page.locator("#throughput-chart [data-backend='0']").press("Enter");
      const left = await labels(page, "#throughput-chart");
      assert.ok(left.length < before);
      assert.ok(left.every((label) => !label.startsWith("arrays")));
    });
  });

  test("without JavaScript all is there as tables", async () => {
    await open("standard", { javaScriptEnabled: false }, async (page) => {
      for (const id of ["throughput", "ratio", "crossover", "passes", "costs", "losses", "allocation", "peak"]) {
        assert.ok(await page.locator(`#${id} table`).first().isVisible(), id);
      }
      assert.ok(await page.locator("#answer dl").isVisible());
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

  test("all cells failed: the reasons, and no empty chart", async () => {
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

  test("the charts of several runs follow the scheme, and are dark on white in print", async () => {
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
            // On white the palette's own colours stand, of which the lightest are told by markers.
            assert.ok(contrast(line, chart.paper) >= (chart.paper === "rgb(255, 255, 255)" ? 2 : 3), line);
          }
        }
      });
    }
  });

  test("the navigation of several runs has the titles of its parts", async () => {
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

  for (const name of ["ten-thousand", "twenty-backends"]) {
    test(`ten thousand cells are usable in time: ${name}`, async () => {
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

  /** The cells of one group of a folded table, by the row's level and the column's backend. */
  const tableOf = async (page, holder, group) => {
    const cells = await page.locator(`${holder} table`).evaluate((table, wanted) => {
      const names = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
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
  const contrast = (one, other) => {
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

  /** Labels and heights. */
  const placedPoints = (page, holder) =>
    page
      .locator(`${holder} .point`)
      .evaluateAll((points) =>
        points.map((point) => [point.getAttribute("aria-label"), point.transform.baseVal[0].matrix.f]),
      );

  /** Of any three points: equal differences of the value are equal differences of the height. */
  const assertOnOneScale = (placed) => {
    const first = placed.reduce((a, b) => (a.value < b.value ? a : b));
    const last = placed.reduce((a, b) => (a.value > b.value ? a : b));
    const slope = (last.at - first.at) / (last.value - first.value);
    assert.ok(slope < 0);
    for (const point of placed) {
      const expected = first.at + slope * (point.value - first.value);
      assert.ok(Math.abs(expected - point.at) < 0.01, `${point.at} instead of ${expected}`);
    }
  };

  const labels = (page, holder) =>
    page
      .locator(`${holder} .point`)
      .evaluateAll((points) => points.map((point) => point.getAttribute("aria-label")));

  const focused = (page) => page.evaluate(() => document.activeElement.getAttribute("aria-label"));

  const choose = (page, label, option) =>
    page.getByRole("combobox", { name: label, exact: true }).selectOption({ label: option });

  /** The number of the network that the answer names. */
  const chosenNetwork = async (page, data) => {
    const question = await page.locator(".question").textContent();
    const found = data.networks.findIndex((network) => question.includes(`${network.label}, batch`));
    assert.ok(found >= 0, question);
    return found;
  };
});
