/** A page with something typed: what to ask before it is left, and where it is in the browser's history. */
type LeaveGuard = { question: string; href: string; state: unknown };

const guards = new Set<LeaveGuard>();

/** Has Back and Forward ask from now on; gives the way to end that. */
export function addLeaveGuard(question: string): () => void {
  const guard: LeaveGuard = { question, href: location.href, state: history.state };
  guards.add(guard);
  return () => {
    guards.delete(guard);
  };
}

/**
 * Lets guards ask when the browser goes back or forward. Browsers call the listeners of a window in the order they came, so this
 * has to be there before the router's own.
 */
export function watchTraversals() {
  window.addEventListener("popstate", (event) => {
    for (const { question, href, state } of guards) {
      if (withoutHash(location.href) === withoutHash(href) || window.confirm(question)) continue;
      // The browser has gone already. The router must not follow, and the page gets its address back.
      event.stopImmediatePropagation();
      history.pushState(state, "", href);
      return;
    }
  });
}

function withoutHash(href: string) {
  return href.split("#")[0];
}
