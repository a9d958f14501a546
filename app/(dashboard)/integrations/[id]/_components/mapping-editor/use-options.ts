"use client";

import { type KeyboardEvent, useState } from "react";

/**
 * The keys of a field with a list of options: up and down move, Enter (and Tab, where it `takesTab`) chooses, Escape closes.
 * `onKeyDown` says whether the key was one of them.
 */
export function useOptions({
  isOpen,
  count,
  takesTab = false,
  onChoose,
  onClose,
}: {
  isOpen: boolean;
  count: number;
  takesTab?: boolean;
  onChoose: (index: number) => void;
  onClose: () => void;
}) {
  const [wanted, setActive] = useState(0);
  const active = Math.min(wanted, Math.max(0, count - 1));

  function onKeyDown(event: KeyboardEvent): boolean {
    if (!isOpen) return false;
    const actions = new Map<string, () => void>([["Escape", onClose]]);
    if (count > 0) {
      actions.set("ArrowDown", () => setActive((active + 1) % count));
      actions.set("ArrowUp", () => setActive((active - 1 + count) % count));
      actions.set("Enter", () => onChoose(active));
      if (takesTab) actions.set("Tab", () => onChoose(active));
    }
    const act = event.nativeEvent.isComposing || event.shiftKey ? undefined : actions.get(event.key);
    if (!act) return false;
    event.preventDefault();
    event.stopPropagation();
    act();
    return true;
  }

  return { active, setActive, onKeyDown };
}
