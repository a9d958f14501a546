import { createColumnHelper, metaHelper, tableFeatures } from "@tanstack/react-table";

/** How a column looks; see `DataTable`. */
export type DataColumnMeta = {
  /** Numbers stand at the end, with figures of equal width. */
  align?: "start" | "end";
  /** Width on a wide screen, such as `9rem`; without one the column shares what is left. */
  width?: string;
  /** The least screen that shows the column in the table; a phone's card shows every column that is not `cardHidden`. */
  showFrom?: "sm" | "md" | "lg" | "xl" | "2xl";
  /** The heading of a phone's card. */
  isCardTitle?: boolean;
  isCardHidden?: boolean;
  /** The header is for screen readers alone, for example over buttons. */
  isHeaderHidden?: boolean;
};

export const dataFeatures = tableFeatures({ columnMeta: metaHelper<DataColumnMeta>() });

/**
 * Builds the columns of a `DataTable`.
 *
 * @example
 * const column = createDataColumns<LeadRow>();
 * const columns = column.columns([
 *   column.accessor("name", { header: t("name"), meta: { isCardTitle: true } }),
 *   column.display({ id: "when", header: t("when"), cell: ({ row }) => <RelativeTime at={row.original.at} />, meta: { width: "9rem" } }),
 * ]);
 */
export function createDataColumns<Row extends object>() {
  return createColumnHelper<typeof dataFeatures, Row>();
}
