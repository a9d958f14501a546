import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

/** A short table inside a part of the page: as wide as it must be, and scrolled sideways on a phone. */
export function SmallTable({ caption, head, children }: { caption: string; head: string[]; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keyboard.
    <section aria-label={caption} tabIndex={0} className="overflow-x-auto">
      <table className="w-full border-collapse text-start">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {head.map((title) => (
              <th
                key={title}
                scope="col"
                className="h-8 border-line border-b pe-4 text-start font-medium text-[13px] text-muted last:pe-0"
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
        "min-w-24 max-w-80 whitespace-pre-line break-words border-line border-b py-1.5 pe-4 align-top last:pe-0",
        isMuted && "text-muted",
      )}
    >
      {children}
    </td>
  );
}
