"use client";

import { useEffect } from "react";
import { addLeaveGuard } from "./leave-guards";

/**
 * Asks `question` before typed changes are lost: on closing or reloading the tab, on a link inside the product (also one in a
 * menu), and on the browser's Back and Forward.
 */
export function useLeaveGuard(isActive: boolean, question: string) {
  useEffect(() => {
    if (!isActive) return;

    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!(link instanceof HTMLAnchorElement) || link.target === "_blank" || event.metaKey || event.ctrlKey) return;
      if (link.hash && link.pathname === location.pathname) return;
      if (window.confirm(question)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const endGuard = addLeaveGuard(question);
    window.addEventListener("beforeunload", onUnload);
    document.addEventListener("click", onClick, { capture: true });
    return () => {
      endGuard();
      window.removeEventListener("beforeunload", onUnload);
      document.removeEventListener("click", onClick, { capture: true });
    };
  }, [isActive, question]);
}
