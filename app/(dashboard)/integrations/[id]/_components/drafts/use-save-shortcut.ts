"use client";

import { useEffect, useEffectEvent } from "react";

/** Ctrl+S, or Cmd+S, saves instead of opening the browser's window, which is of no use on these pages. */
export function useSaveShortcut(isOn: boolean, save: () => void) {
  const onSave = useEffectEvent(save);
  useEffect(() => {
    if (!isOn) return;
    const onKeyDown = (event: KeyboardEvent) => {
      // By the key's place too, as it is another letter on a Ukrainian keyboard.
      const isSave = event.key.toLowerCase() === "s" || event.code === "KeyS";
      if (!isSave || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      onSave();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [isOn]);
}
