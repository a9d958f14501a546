/** Carries the address of the page to the code that renders it; written by `proxy.ts` over whatever the client sent. */
export const PATH_HEADER = "x-leadbox-path";
