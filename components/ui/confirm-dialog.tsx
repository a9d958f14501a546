"use client";

import { useTranslations } from "next-intl";
import { AlertDialog } from "radix-ui";
import { type ReactNode, useId, useRef, useState } from "react";
import { Button } from "./button";
import { buttonClasses } from "./button-classes";
import { cx } from "./cx";
import { Input } from "./input";

/**
 * Asks before something that cannot be taken back. `description` says what happens and what stays; with `typedWord` the
 * person must type that word first. `children` show what it is about, in a part that scrolls. Stays open, and busy, until `onConfirm` is done; stays open when it throws or gives false.
 *
 * @example
 * <ConfirmDialog trigger={<Button>{t("delete")}</Button>} title={t("deleteTitle")} description={t("deleteText")}
 *   confirmLabel={t("delete")} isDangerous onConfirm={() => deleteIntegration({ id })} />
 */
export function ConfirmDialog({
  trigger,
  title,
  description,
  confirmLabel,
  isDangerous = false,
  typedWord,
  isOpen: isOpenOutside,
  onOpenChange,
  onConfirm,
  children,
}: {
  trigger?: ReactNode;
  title: ReactNode;
  description: ReactNode;
  confirmLabel: ReactNode;
  isDangerous?: boolean;
  typedWord?: string;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  onConfirm: () => unknown;
  children?: ReactNode;
}) {
  const t = useTranslations("common");
  const id = useId();
  const [isOpenInside, setIsOpenInside] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [typed, setTyped] = useState("");
  const opener = useRef<Element | null>(null);
  const isOpen = isOpenOutside ?? isOpenInside;
  const isReady = typedWord === undefined || typed.trim() === typedWord;

  function change(next: boolean) {
    setTyped("");
    setIsOpenInside(next);
    onOpenChange?.(next);
  }

  async function confirm() {
    setIsBusy(true);
    try {
      if ((await onConfirm()) !== false) change(false);
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <AlertDialog.Root open={isOpen} onOpenChange={change}>
      {trigger && <AlertDialog.Trigger asChild>{trigger}</AlertDialog.Trigger>}
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-50 grid animate-appear place-items-center overflow-y-auto bg-scrim p-4">
          <AlertDialog.Content
            className={cx(
              "w-full animate-rise rounded-xl bg-surface p-5 shadow-overlay focus:outline-none",
              children ? "max-w-2xl" : "max-w-md",
            )}
            onOpenAutoFocus={() => {
              opener.current = document.activeElement;
            }}
            onCloseAutoFocus={(event) => {
              // Without a trigger of its own it gives the focus back to whatever had it.
              if (trigger || !(opener.current instanceof HTMLElement)) return;
              event.preventDefault();
              opener.current.focus();
            }}
          >
            <AlertDialog.Title className="font-semibold text-base">
              <span id={`${id}-title`}>{title}</span>
            </AlertDialog.Title>
            <AlertDialog.Description asChild>
              <div className="mt-2 text-muted">{description}</div>
            </AlertDialog.Description>
            {children && (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be scrolled by keyboard too
              <section aria-labelledby={`${id}-title`} tabIndex={0} className="mt-4 max-h-[50vh] overflow-y-auto">
                {children}
              </section>
            )}
            {typedWord !== undefined && (
              <div className="mt-4 flex flex-col gap-1.5">
                <label htmlFor={id} className="font-medium">
                  {t("typeToConfirm", { word: typedWord })}
                </label>
                <Input id={id} autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />
              </div>
            )}
            <div className="mt-5 flex flex-wrap justify-end gap-2">
              <AlertDialog.Cancel className={buttonClasses({})}>{t("cancel")}</AlertDialog.Cancel>
              <Button
                variant={isDangerous ? "danger" : "primary"}
                isBusy={isBusy}
                disabled={!isReady}
                onClick={confirm}
              >
                {confirmLabel}
              </Button>
            </div>
          </AlertDialog.Content>
        </AlertDialog.Overlay>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
