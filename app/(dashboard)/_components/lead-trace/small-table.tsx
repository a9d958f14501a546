import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

/** A short table inside a part of the page; on a phone it is scrolled sideways. `widths` are those of the first columns. */
export function SmallTable({
  caption,
  head,
  widths = [],
  children,
}: {
  caption: string;
  head: string[];
  widths?: string[];
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keyboard.
    <section aria-label={caption} tabIndex={0} className="overflow-x-auto">
      <table
        className={cx(
          "w-full table-fixed border-collapse text-start",
          head.length > 2 && "min-w-[28rem]",
          head.length > 3 && "min-w-[38rem]",
        )}
      >
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {head.map((title, index) => (
              <th
                key={title}
                scope="col"
                style={{ width: widths[index] }}
                className="h-8 truncate border-line border-b pe-4 text-start font-medium text-[13px] text-muted last:pe-0"
              >
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

/** One cell of a `SmallTable`; long texts break, and keep their line ends. */
export function SmallCell({ isMuted = false, children }: { isMuted?: boolean; children: ReactNode }) {
  return (
    <td
      className={cx(
        "whitespace-pre-line border-line border-b py-1.5 pe-4 align-top [overflow-wrap:anywhere] last:pe-0",
        isMuted && "text-muted",
      )}
    >
      {children}
    </td>
  );
}
