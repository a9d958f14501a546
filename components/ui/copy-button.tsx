"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { Button } from "./button";
import type { ButtonSize, ButtonVariant } from "./button-classes";

const SHOWN_MS = 2000;

/**
 * Copies `value` and says so, also to a screen reader. With no words of its own it is an icon named by `label`
 * («Скопіювати» by default).
 *
 * @example
 * <CopyButton value={hookUrl} variant="primary">{t("copyAddress")}</CopyButton>
 */
export function CopyButton({
  value,
  label,
  variant = "ghost",
  size,
  icon = <Copy aria-hidden />,
  onCopied,
  children,
}: {
  value: string;
  label?: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
  onCopied?: () => void;
  children?: ReactNode;
}) {
  const t = useTranslations("common");
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");

  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy() {
    const isCopied = await copyText(value);
    setState(isCopied ? "copied" : "failed");
    if (isCopied) onCopied?.();
  }

  return (
    <>
      <Button
        variant={variant}
        size={size ?? (children ? "md" : "icon-sm")}
        icon={state === "copied" ? <Check aria-hidden className="text-success-text" /> : icon}
        title={children ? undefined : (label ?? t("copy"))}
        aria-label={children ? undefined : (label ?? t("copy"))}
        onClick={copy}
        className="relative z-1"
      >
        {children && (state === "copied" ? t("copied") : children)}
      </Button>
      <span role="status" className="sr-only">
        {state === "copied" && t("copied")}
        {state === "failed" && t("copyFailed")}
      </span>
    </>
  );
}

/** Puts text on the clipboard, also where the page is not served over https. */
async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // The browser refused, for example because the window lost the focus: the old way may still work.
    }
  }
  const box = document.createElement("textarea");
  box.value = text;
  box.className = "fixed top-0 opacity-0";
  document.body.append(box);
  box.select();
  const isCopied = document.execCommand("copy");
  box.remove();
  return isCopied;
}
