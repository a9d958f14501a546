/** Zoho's answers, as its API gives them. */

export const nothing = () => new Response(null, { status: 204 });

export const refuse = (status: number, code: string, message: string, details: object = {}) =>
  Response.json({ code, details, message, status: "error" }, { status });

/** What was wrong with one record of a write. */
export class RecordRefusal extends Error {
  constructor(
    readonly code: string,
    readonly details: object,
    message: string,
  ) {
    super(message);
  }
}

export const refuseRecord = ({ code, details, message }: RecordRefusal) =>
  Response.json({ data: [{ code, details, message, status: "error" }] }, { status: 400 });

export const succeed = (status: number, { id, message, ...more }: { id: string; message: string; action?: string }) =>
  Response.json(
    {
      data: [
        {
          code: "SUCCESS",
          details: { id, Created_Time: zohoTime(), Modified_Time: zohoTime(), $approval_state: "approved" },
          message,
          status: "success",
          ...more,
        },
      ],
    },
    { status },
  );

/** A page of a list; 204 when there is nothing on it. */
export function pageOf(items: readonly object[], query: URLSearchParams, name = "data"): Response {
  const perPage = Math.min(200, Number(query.get("per_page") ?? 200));
  const page = Number(query.get("page") ?? 1);
  const shown = items.slice((page - 1) * perPage, page * perPage);
  if (shown.length === 0) return nothing();
  const info = { per_page: perPage, count: shown.length, page, more_records: items.length > page * perPage };
  return Response.json({ [name]: shown, info });
}

/** Times have the account's offset, and no milliseconds. */
export function zohoTime(time = new Date()) {
  return `${new Date(time.getTime() + 2 * 60 * 60 * 1000).toISOString().slice(0, 19)}+02:00`;
}
