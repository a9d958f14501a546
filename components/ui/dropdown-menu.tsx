"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import { DropdownMenu as RadixMenu } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "./cx";

/**
 * A menu of actions under a button.
 *
 * @example
 * <DropdownMenu trigger={<Button size="icon" aria-label={t("actions")} icon={<Ellipsis />} />}>
 *   <MenuItem icon={<Copy />} onSelect={copy}>{t("copy")}</MenuItem>
 * </DropdownMenu>
 */
export function DropdownMenu({
  trigger,
  align = "end",
  side = "bottom",
  children,
}: {
  trigger: ReactNode;
  align?: "start" | "end";
  side?: "top" | "bottom";
  children: ReactNode;
}) {
  return (
    <RadixMenu.Root modal={false}>
      <RadixMenu.Trigger asChild>{trigger}</RadixMenu.Trigger>
      <RadixMenu.Portal>
        <RadixMenu.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 min-w-48 max-w-72 animate-appear rounded-lg bg-surface p-1 shadow-overlay"
        >
          {children}
        </RadixMenu.Content>
      </RadixMenu.Portal>
    </RadixMenu.Root>
  );
}

type MenuItemProps = { icon?: ReactNode; isDangerous?: boolean; isDisabled?: boolean; children: ReactNode };

/** One action; the menu closes after it. */
export function MenuItem({
  icon,
  isDangerous,
  isDisabled,
  onSelect,
  children,
}: MenuItemProps & { onSelect: () => void }) {
  return (
    <RadixMenu.Item disabled={isDisabled} onSelect={onSelect} className={itemClasses(isDangerous)}>
      {icon}
      {children}
    </RadixMenu.Item>
  );
}

/** An entry that goes to another page. */
export function MenuLink({ icon, href, children }: MenuItemProps & { href: string }) {
  return (
    <RadixMenu.Item asChild className={itemClasses()}>
      <Link href={href}>
        {icon}
        {children}
      </Link>
    </RadixMenu.Item>
  );
}

/** One of several, of which one is chosen. */
export function MenuChoice<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: Value;
  options: readonly { value: Value; label: ReactNode; icon?: ReactNode }[];
  onChange: (value: Value) => void;
}) {
  return (
    <RadixMenu.RadioGroup value={value} aria-label={label}>
      <RadixMenu.Label className="px-2 pt-1.5 pb-1 text-faint text-xs">{label}</RadixMenu.Label>
      {options.map((option) => (
        <RadixMenu.RadioItem
          key={option.value}
          value={option.value}
          onSelect={() => onChange(option.value)}
          className={itemClasses()}
        >
          {option.icon}
          <span className="flex-1">{option.label}</span>
          <RadixMenu.ItemIndicator>
            <Check aria-hidden className="text-accent-text" />
          </RadixMenu.ItemIndicator>
        </RadixMenu.RadioItem>
      ))}
    </RadixMenu.RadioGroup>
  );
}

/** One of several that may be chosen together; the menu stays open. */
export function MenuCheck({
  icon,
  isChecked,
  onChange,
  children,
}: Omit<MenuItemProps, "isDangerous" | "isDisabled"> & { isChecked: boolean; onChange: (isChecked: boolean) => void }) {
  return (
    <RadixMenu.CheckboxItem
      checked={isChecked}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
      className={itemClasses()}
    >
      {icon}
      <span className="flex-1">{children}</span>
      <RadixMenu.ItemIndicator>
        <Check aria-hidden className="text-accent-text" />
      </RadixMenu.ItemIndicator>
    </RadixMenu.CheckboxItem>
  );
}

/** A thin line between groups. */
export function MenuSeparator() {
  return <RadixMenu.Separator className="-mx-1 my-1 h-px bg-line" />;
}

function itemClasses(isDangerous?: boolean) {
  return cx(
    "flex min-h-8 cursor-pointer select-none items-center gap-2 rounded-md px-2 py-1 outline-none data-disabled:cursor-not-allowed data-highlighted:bg-hover data-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0",
    isDangerous ? "text-danger-text" : "text-text [&_svg:first-child]:text-muted",
  );
}
