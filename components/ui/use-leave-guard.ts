"use client";

import { useEffect } from "react";

/**
 * Asks `question` before typed changes are lost: on closing or reloading the tab, on a link inside the product (also one in a
 * menu), and on the browser's Back and Forward.
 */
export function useLeaveGuard(isActive: boolean, question: string) {
  useEffect(() => {
    if (!isActive) return;
    const href = location.href;
    const state: unknown = history.state;

    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!(link instanceof HTMLAnchorElement) || link.target === "_blank" || event.metaKey || event.ctrlKey) return;
      if (link.hash && link.pathname === location.pathname) return;
      if (window.confirm(question)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const onPopState = (event: PopStateEvent) => {
      if (isSamePage(location.href, href) || window.confirm(question)) return;
      // The browser has gone already. The router must not follow, and the page gets its address back.
      event.stopImmediatePropagation();
      history.pushState(state, "", href);
    };

    window.addEventListener("beforeunload", onUnload);
    document.addEventListener("click", onClick, { capture: true });
    window.addEventListener("popstate", onPopState, { capture: true });
    return () => {
      window.removeEventListener("beforeunload", onUnload);
      document.removeEventListener("click", onClick, { capture: true });
      window.removeEventListener("popstate", onPopState, { capture: true });
    };
  }, [isActive, question]);
}

function isSamePage(one: string, other: string) {
  return one.split("#")[0] === other.split("#")[0];
}
