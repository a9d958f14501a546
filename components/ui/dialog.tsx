"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog as RadixDialog } from "radix-ui";
import type { ReactNode } from "react";
import { buttonClasses } from "./button-classes";
import { cx } from "./cx";

type OverlayProps = {
  title: ReactNode;
  description?: ReactNode;
  /** The button that opens it; leave out and give `isOpen` to open it otherwise. */
  trigger?: ReactNode;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  children: ReactNode;
};

/**
 * A window over the page: traps the focus, closes by Escape, gives the focus back. Put the buttons into `DialogActions`.
 *
 * @example
 * <Dialog title={t("rename")} trigger={<Button>{t("rename")}</Button>}>…<DialogActions>…</DialogActions></Dialog>
 */
export function Dialog({ title, description, trigger, isOpen, onOpenChange, children }: OverlayProps) {
  return (
    <RadixDialog.Root open={isOpen} onOpenChange={onOpenChange}>
      {trigger && <RadixDialog.Trigger asChild>{trigger}</RadixDialog.Trigger>}
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fixed inset-0 z-40 grid animate-appear place-items-center overflow-y-auto bg-scrim p-4">
          <RadixDialog.Content
            className="relative w-full max-w-md animate-rise rounded-xl bg-surface p-5 shadow-overlay focus:outline-none"
            {...(!description && { "aria-describedby": undefined })}
          >
            <OverlayHead title={title} description={description} />
            <div className="mt-4">{children}</div>
          </RadixDialog.Content>
        </RadixDialog.Overlay>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}

/** The buttons at the foot of a dialog: the way back first, the deed last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-5 flex flex-wrap justify-end gap-2">{children}</div>;
}

/** A panel from the edge of the screen, for a list to choose from or for navigation on a phone. */
export function Drawer({
  title,
  description,
  trigger,
  isOpen,
  onOpenChange,
  side = "end",
  isTitleHidden = false,
  children,
}: OverlayProps & { side?: "start" | "end"; isTitleHidden?: boolean }) {
  return (
    <RadixDialog.Root open={isOpen} onOpenChange={onOpenChange}>
      {trigger && <RadixDialog.Trigger asChild>{trigger}</RadixDialog.Trigger>}
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fixed inset-0 z-40 animate-appear bg-scrim" />
        <RadixDialog.Content
          className={cx(
            "fixed inset-y-0 z-40 flex w-[min(26rem,calc(100vw-2.5rem))] flex-col overflow-y-auto bg-surface p-5 shadow-overlay focus:outline-none",
            side === "end"
              ? "end-0 animate-slide-end"
              : "start-0 w-[min(17rem,calc(100vw-2.5rem))] animate-slide-start p-3",
          )}
          {...(!description && { "aria-describedby": undefined })}
        >
          <OverlayHead title={title} description={description} isTitleHidden={isTitleHidden} />
          <div className={cx("flex min-h-0 flex-1 flex-col", !isTitleHidden && "mt-4")}>{children}</div>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}

/** Closes the dialog or drawer that it stands in. */
export const DialogClose = RadixDialog.Close;

function OverlayHead({
  title,
  description,
  isTitleHidden = false,
}: {
  title: ReactNode;
  description?: ReactNode;
  isTitleHidden?: boolean;
}) {
  const t = useTranslations("common");
  return (
    <>
      <RadixDialog.Title className={isTitleHidden ? "sr-only" : "pe-8 font-semibold text-base"}>
        {title}
      </RadixDialog.Title>
      {description && <RadixDialog.Description className="mt-1 text-muted">{description}</RadixDialog.Description>}
      <RadixDialog.Close
        aria-label={t("close")}
        className={buttonClasses({
          variant: "ghost",
          size: "icon",
          className: cx("absolute", isTitleHidden ? "end-2 top-3" : "end-3 top-3.5"),
        })}
      >
        <X aria-hidden />
      </RadixDialog.Close>
    </>
  );
}
