/** Finds what the tests need, or says what is missing. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createRequire } from "node:module";

const CANDIDATES = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** The pages that the Java tests write. */
const PAGES = fileURLToPath(new URL("../../target/pages/", import.meta.url));

const executablePath = CANDIDATES.find((path) => path && existsSync(path));

const reasons = [
  [!executablePath, "no Chromium: install one (apt-get install chromium) or set CHROMIUM to its path"],
  [!isInstalled("playwright-core"), "playwright-core is not installed: npm ci in scripts/page"],
  [!isInstalled("axe-core"), "axe-core is not installed: npm ci in scripts/page"],
  [!existsSync(PAGES), "no target/pages: mvn test -Dtest=RunPageTest,PageChartsTest,RunsChartsTest,TargetPageTest,ManyBackendsReportTest"],
];

/** What is missing for the tests; false if nothing is. */
export const missing = reasons.find(([isMissing]) => isMissing)?.[1] ?? false;

export const pageUrl = (name) => `file://${PAGES}${name}.html`;

export const launch = async () => {
  const { chromium } = await import("playwright-core");
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
};

/** The script of axe-core, which runs in a page. */
export const axePath = () => createRequire(import.meta.url).resolve("axe-core/axe.min.js");

function isInstalled(name) {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch (error) {
    if (error.code === "MODULE_NOT_FOUND") {
      return false;
    }
    throw error;
  }
}
