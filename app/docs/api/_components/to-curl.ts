/**
 * A call that can be pasted into a shell.
 *
 * @example
 * toCurl({ method: "GET", address: "https://leads.example.com/api/v1/leads", isOpen: false })
 * // => "curl https://leads.example.com/api/v1/leads \\\n  -H 'Authorization: Bearer lbx_…'"
 */
export function toCurl({
  method,
  address,
  isOpen,
  example,
}: {
  method: string;
  address: string;
  /** Takes no token. */
  isOpen: boolean;
  /** A body to send. */
  example?: unknown;
}): string {
  const parts = [
    `curl ${method === "GET" ? "" : `-X ${method} `}${quote(address)}`,
    ...(isOpen ? [] : ["-H 'Authorization: Bearer lbx_…'"]),
    ...(example === undefined
      ? []
      : ["-H 'Content-Type: application/json'", `-d ${quote(JSON.stringify(example), { isAlways: true })}`]),
  ];
  return parts.join(" \\\n  ");
}

/** A text as one word of a shell. Braces and quotes have a meaning there. */
function quote(text: string, { isAlways = false } = {}) {
  return isAlways || /[^\w:/.-]/.test(text) ? `'${text.replaceAll("'", "'\\''")}'` : text;
}
