/**
 * Gives the focus to a button or control of an item that has just moved, come or lost its neighbour, once it is drawn, so that the
 * focus is not lost on the way. Of the wanted ones the first that can take it does.
 */
export function focusItem(list: HTMLElement | null, { index, wanted }: { index: number; wanted: readonly string[] }) {
  requestAnimationFrame(() => {
    const item = list?.children[index];
    const found = wanted
      .map((selector) => item?.querySelector<HTMLElement>(`${selector}:not(:disabled)`))
      .find(Boolean);
    found?.focus();
  });
}
