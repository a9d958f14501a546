"use client";

import { type ColumnDef, useTable } from "@tanstack/react-table";
import { useRouter } from "next/navigation";
import type { MouseEvent, ReactNode } from "react";
import { cx } from "../ui/cx";
import { type DataColumnMeta, dataFeatures } from "./columns";

/**
 * A table of rows: sticky header, 40 px rows, cut texts with the whole on hover, cards on a phone.
 *
 * With `rowHref` the whole row can be clicked; put a real link (`next/link`) to the same place into the title cell, so that
 * keyboards and new tabs work. Buttons and links inside a row keep their own clicks. `columns` and `rows` must be stable
 * between renders (`useMemo`), see `createDataColumns`. For long lists add `KeysetPager` below.
 *
 * @example
 * <DataTable caption={t("leads")} columns={columns} rows={leads} getRowId={(lead) => lead.id}
 *   rowHref={(lead) => `/registry/${lead.id}`} empty={<EmptyState … />} />
 */
export function DataTable<Row extends object>({
  caption,
  columns,
  rows,
  getRowId,
  rowHref,
  empty,
}: {
  /** Names the table to screen readers. */
  caption: string;
  columns: ColumnDef<typeof dataFeatures, Row>[];
  rows: Row[];
  getRowId: (row: Row) => string;
  rowHref?: (row: Row) => string;
  /** What stands in place of a table without rows. */
  empty?: ReactNode;
}) {
  const router = useRouter();
  const table = useTable({ features: dataFeatures, columns, data: rows, getRowId });
  if (rows.length === 0 && empty) return <>{empty}</>;

  // The roles are written out because a phone's cards take the table's display, and with it some browsers take its meaning.
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: see above.
    <table role="table" className="block w-full table-fixed border-collapse sm:table">
      <caption className="sr-only">{caption}</caption>
      <colgroup className="max-sm:hidden">
        {table.getAllLeafColumns().map((column) => {
          const meta = column.columnDef.meta;
          return (
            <col
              key={column.id}
              style={{ width: meta?.width }}
              className={cx(meta?.showFrom && COL_FROM[meta.showFrom])}
            />
          );
        })}
      </colgroup>
      <thead role="rowgroup" className="max-sm:sr-only">
        {table.getHeaderGroups().map((group) => (
          <tr role="row" key={group.id}>
            {group.headers.map((header) => {
              const meta = header.column.columnDef.meta;
              return (
                <th
                  role="columnheader"
                  scope="col"
                  key={header.id}
                  className={cx(
                    "sticky top-(--table-top,0px) z-10 h-9 truncate border-line border-b bg-page px-2 font-medium text-[13px] text-muted first:ps-3 last:pe-3",
                    meta?.align === "end" ? "text-end" : "text-start",
                    meta?.showFrom && CELL_FROM[meta.showFrom],
                  )}
                >
                  {meta?.isHeaderHidden ? (
                    <span className="sr-only">
                      <table.FlexRender header={header} />
                    </span>
                  ) : (
                    <table.FlexRender header={header} />
                  )}
                </th>
              );
            })}
          </tr>
        ))}
      </thead>
      <tbody role="rowgroup" className="block sm:table-row-group">
        {table.getRowModel().rows.map((row) => {
          const href = rowHref?.(row.original);
          return (
            <tr
              role="row"
              key={row.id}
              onClick={href ? (event) => followRow(event, href, router.push) : undefined}
              className={cx(
                "flex flex-col border-line border-b py-2.5 hover:bg-hover has-[a:focus-visible]:bg-hover sm:table-row sm:h-10 sm:py-0",
                href && "cursor-pointer",
              )}
            >
              {row.getAllCells().map((cell) => {
                const meta = cell.column.columnDef.meta;
                const header = cell.column.columnDef.header;
                return (
                  <td
                    role="cell"
                    key={cell.id}
                    data-label={typeof header === "string" && !meta?.isHeaderHidden ? header : undefined}
                    onMouseEnter={nameWhenCut}
                    className={cx(CELL, meta?.isCardTitle ? CARD_TITLE : CARD_LINE, cellLook(meta))}
                  >
                    <table.FlexRender cell={cell} />
                  </td>
                );
              })}
            </tr>
          );
        })}
      </tbody>
    </table>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above.
  );
}

const CELL = "min-w-0 px-3 sm:truncate sm:px-2 sm:py-0 sm:first:ps-3 sm:last:pe-3";
const CARD_TITLE = "order-first block truncate py-0.5 font-medium sm:table-cell";
const CARD_LINE =
  "flex items-baseline gap-3 py-0.5 before:w-28 before:shrink-0 before:text-[13px] before:text-muted before:content-[attr(data-label)] max-sm:empty:hidden not-[[data-label]]:before:hidden sm:table-cell sm:before:hidden";

const CELL_FROM = {
  sm: "",
  md: "sm:max-md:hidden",
  lg: "sm:max-lg:hidden",
  xl: "sm:max-xl:hidden",
  "2xl": "sm:max-2xl:hidden",
};
const COL_FROM = CELL_FROM;

function cellLook(meta: DataColumnMeta | undefined) {
  return cx(
    meta?.align === "end" && "tabular-nums sm:text-end",
    meta?.showFrom && CELL_FROM[meta.showFrom],
    meta?.isCardHidden && "max-sm:hidden",
  );
}

/** The whole text on hover, and only where it does not fit. */
function nameWhenCut({ currentTarget: cell }: MouseEvent<HTMLTableCellElement>) {
  if (cell.scrollWidth > cell.clientWidth) cell.title = cell.textContent ?? "";
  else cell.removeAttribute("title");
}

function followRow(event: MouseEvent<HTMLTableRowElement>, href: string, push: (href: string) => void) {
  const target = event.target instanceof Element ? event.target : null;
  // A menu or a dialog of the row lives elsewhere in the page, yet its clicks arrive here.
  if (!target || !event.currentTarget.contains(target)) return;
  if (target.closest("a, button, input, select, label, [role=button]")) return;
  if (window.getSelection()?.toString()) return;
  if (event.metaKey || event.ctrlKey) window.open(href, "_blank", "noopener");
  else push(href);
}
