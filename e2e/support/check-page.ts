import { readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import type { AxeResults } from "axe-core";
import { PROJECT_ROOT } from "@/lib/project-root";

const AXE = readFileSync(path.join(PROJECT_ROOT, "node_modules/axe-core/axe.min.js"), "utf8");
const LEVELS: readonly unknown[] = ["serious", "critical"];

/** What axe finds serious or critical on the page as it is now, by all of its rules or by these, a line each. */
export async function findBarriers(page: Page, rules?: readonly string[]): Promise<string[]> {
  const found = await runAxe(page, rules);
  // A page that Next.js renders anew while axe looks at it has no title for a moment; a page that never gets one fails.
  return found.some((barrier) => barrier.startsWith("document-title:")) ? runAxe(page, rules) : found;
}

async function runAxe(page: Page, rules?: readonly string[]): Promise<string[]> {
  const options = { resultTypes: ["violations"], ...(rules && { runOnly: { type: "rule", values: rules } }) };
  await page.waitForFunction(() => document.title !== "");
  await page.evaluate(settle);
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`);
  return violations
    .filter(({ impact }) => LEVELS.includes(impact))
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")} ${failureSummary}`),
    );
}

/** What stands out of the page at the side when it is this wide, a line each. */
export async function findOverflow(page: Page, width: number): Promise<string[]> {
  await page.setViewportSize({ width, height: 800 });
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const wide = [...document.body.querySelectorAll("*")].filter(
      (element) => element.getBoundingClientRect().right > root.clientWidth + 1,
    );
    return wide.map((element) => element.outerHTML.slice(0, 160));
  });
}

/** What the Tab key does not reach, or reaches without showing it, a line each. Goes through the whole page once. */
export async function findKeyboardTraps(page: Page): Promise<string[]> {
  const targets = await page.evaluate(markTabStops);
  const reached = new Set<number>();
  const shown = new Set<number>();
  // Some controls take several presses, such as a date with its day, month and year.
  for (let presses = 0; presses < targets.length * 2 + 20 && shown.size < targets.length; presses += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(readTabStop);
    if (stop?.index === undefined) continue;
    reached.add(stop.index);
    if (stop.isShown) shown.add(stop.index);
  }
  return targets.flatMap((target, index) => {
    if (shown.has(index)) return [];
    return [`${reached.has(index) ? "focus not shown" : "not reached"}: ${target}`];
  });
}

/** Numbers everything that the Tab key should stop at, and gives the beginning of each. */
function markTabStops() {
  const chosen = [
    ...document.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, [tabindex='0']"),
  ];
  // A list of tabs hands the focus on to the tab that is open.
  const reachable = chosen.filter(
    (element) =>
      element.tabIndex >= 0 &&
      !element.matches(":disabled, [type=radio]:not(:checked), [type=hidden], [role=tablist]") &&
      element.checkVisibility({ visibilityProperty: true }),
  );
  for (const [index, element] of reachable.entries()) element.dataset.tabStop = String(index);
  return reachable.map((element) => element.outerHTML.slice(0, 160));
}

async function readTabStop() {
  // The focus is drawn with the next frame.
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element.dataset.tabStop === undefined) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const { top, bottom } = element.getBoundingClientRect();
  const isMarked = outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0;
  return { index: Number(element.dataset.tabStop), isShown: isMarked && bottom > 0 && top < window.innerHeight };
}

/** Ends what moves towards another look, such as colours after a change of the theme. */
async function settle() {
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  for (const animation of document.getAnimations()) {
    if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) animation.finish();
  }
}
