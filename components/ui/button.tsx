import type { ComponentProps, MouseEvent, ReactNode } from "react";
import { type ButtonSize, type ButtonVariant, buttonClasses } from "./button-classes";
import { Spinner } from "./spinner";

/**
 * A button. `icon` stands before the words; `isBusy` shows a spinner in its place and ignores clicks, but keeps the focus.
 * A button of an icon alone (`size="icon"`) needs an `aria-label`.
 *
 * @example
 * <Button variant="primary" icon={<Plus />} type="submit" isBusy={isSubmitting}>{t("add")}</Button>
 */
export function Button({
  variant,
  size,
  icon,
  isBusy = false,
  type = "button",
  className,
  children,
  onClick,
  ...rest
}: ComponentProps<"button"> & { variant?: ButtonVariant; size?: ButtonSize; icon?: ReactNode; isBusy?: boolean }) {
  return (
    <button
      {...rest}
      // A second Enter in a form must not send it twice, and a disabled button would lose the focus.
      {...(isBusy && { "aria-disabled": true, "aria-busy": true })}
      onClick={isBusy ? ignore : onClick}
      type={type}
      className={buttonClasses({ variant, size, className })}
    >
      {isBusy ? <Spinner /> : icon}
      {children}
    </button>
  );
}

function ignore(event: MouseEvent) {
  event.preventDefault();
}
