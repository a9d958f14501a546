"use client";

import { Popover } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

/** A list of options under the field that it belongs to. The focus stays in the field, which names the active option. */
export function ListPopup({
  id,
  label,
  isOpen,
  anchor,
  children,
}: {
  id: string;
  label: string;
  isOpen: boolean;
  anchor: ReactNode;
  children: ReactNode;
}) {
  return (
    <Popover.Root open={isOpen}>
      <Popover.Anchor asChild>{anchor}</Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          id={id}
          role="listbox"
          aria-label={label}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          onOpenAutoFocus={prevent}
          onCloseAutoFocus={prevent}
          onInteractOutside={prevent}
          onEscapeKeyDown={prevent}
          // The field must not lose the focus to its own list.
          onMouseDown={prevent}
          className="z-50 max-h-72 w-[max(var(--radix-popover-trigger-width),18rem)] max-w-[calc(100vw-1rem)] animate-appear overflow-y-auto rounded-lg bg-surface p-1 shadow-overlay"
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** One option of a `ListPopup`. */
export function ListOption({
  id,
  isActive,
  isSelected = false,
  onChoose,
  children,
}: {
  id: string;
  isActive: boolean;
  isSelected?: boolean;
  onChoose: () => void;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field that the list belongs to handles the keys.
    // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus and names the active option.
    <div
      id={id}
      role="option"
      aria-selected={isSelected}
      ref={isActive ? scrollIntoView : undefined}
      onClick={onChoose}
      className={cx(
        "flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2 py-1",
        isActive ? "bg-hover" : "hover:bg-hover",
      )}
    >
      {children}
    </div>
  );
}

function prevent(event: { preventDefault: () => void }) {
  event.preventDefault();
}

function scrollIntoView(element: HTMLElement | null) {
  element?.scrollIntoView({ block: "nearest" });
}
