import type { Locator, Page } from "@playwright/test";

/** What a slow typist takes for it: 100 characters a minute, and a while to find the next button and make up their mind. */
const SECONDS = { character: 0.6, click: 4, key: 1, read: 10 };

export type SlowTypist = {
  click(target: Locator): Promise<void>;
  /** Clicks into the field and types. */
  type(field: Locator, text: string): Promise<void>;
  choose(field: Locator, option: { label: string }): Promise<void>;
  /** Presses a key where the focus is; `Tab` counts once for each. */
  press(key: string, times?: number): Promise<void>;
  /** Presses Tab until the target has the focus, as one does who sees where it goes. */
  tabTo(target: Locator, options?: { backwards?: boolean }): Promise<void>;
  typeHere(text: string): Promise<void>;
  /** Looks at what has appeared. */
  read(): void;
  /** The time that it would have taken so far: counted from what was done, not measured. */
  seconds(): number;
};

const TABS_MAX = 300;

/** Drives a page and counts what a slow typist would need, so that the way to the first result stays short on any machine. */
export function createSlowTypist(page: Page): SlowTypist {
  let seconds = 0;
  return {
    async click(target) {
      seconds += SECONDS.click;
      // Whoever takes that long to find a button finds it alive, also on a page that was loaded anew.
      await page.waitForLoadState("load");
      await target.click();
    },
    async type(field, text) {
      seconds += SECONDS.click + text.length * SECONDS.character;
      await field.fill(text);
    },
    async choose(field, option) {
      seconds += 2 * SECONDS.click;
      await field.selectOption(option);
    },
    async press(key, times = 1) {
      for (let nr = 0; nr < times; nr++) {
        seconds += SECONDS.key;
        await page.keyboard.press(key);
      }
    },
    async tabTo(target, { backwards = false } = {}) {
      for (let tabs = 0; tabs < TABS_MAX; tabs++) {
        if (await target.evaluate((element) => element === document.activeElement)) return;
        // One who tabs holds the key down until it is nearly there.
        seconds += SECONDS.character / 2;
        await page.keyboard.press(backwards ? "Shift+Tab" : "Tab");
      }
      throw new Error(`The Tab key does not lead to ${target}`);
    },
    async typeHere(text) {
      seconds += text.length * SECONDS.character;
      await page.keyboard.type(text);
    },
    read() {
      seconds += SECONDS.read;
    },
    seconds: () => seconds,
  };
}
