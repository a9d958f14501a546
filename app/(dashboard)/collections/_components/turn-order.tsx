"use client";

import { ArrowDown, ArrowUp, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { CrmUser } from "@/lib/crm/types";

/** The users of a collection in the order of their turns: added from a list, moved and taken out by buttons. */
export function TurnOrder({
  users,
  userIds,
  onChange,
  error,
}: {
  users: CrmUser[];
  userIds: string[];
  onChange: (userIds: string[]) => void;
  error?: string;
}) {
  const t = useTranslations("collections.form");
  const id = useId();
  const rest = users.filter((user) => !userIds.includes(user.id));
  const move = (from: number, to: number) => {
    const moved = [...userIds];
    moved.splice(to, 0, ...moved.splice(from, 1));
    onChange(moved);
  };

  return (
    <fieldset className="min-w-0" {...(error && { "aria-describedby": `${id}-error` })}>
      <legend className="mb-1.5 font-medium">{t("users")}</legend>
      {userIds.length > 0 && (
        <ol className="mb-2 divide-y divide-line rounded-md border border-line">
          {userIds.map((userId, index) => {
            const user = users.find((choice) => choice.id === userId);
            const name = user?.name ?? userId;
            return (
              <li key={userId} className="flex items-center gap-1 py-1 ps-3 pe-1">
                <span className="w-6 shrink-0 text-muted tabular-nums">{index + 1}</span>
                <span className="min-w-0 flex-1 truncate">{name}</span>
                {!user?.isActive && <Badge tone="warning">{user ? t("inactive") : t("gone")}</Badge>}
                <Button
                  variant="ghost"
                  size="icon"
                  icon={<ArrowUp aria-hidden />}
                  aria-label={t("up", { name })}
                  disabled={index === 0}
                  onClick={() => move(index, index - 1)}
                />
                <Button
                  variant="ghost"
                  size="icon"
                  icon={<ArrowDown aria-hidden />}
                  aria-label={t("down", { name })}
                  disabled={index === userIds.length - 1}
                  onClick={() => move(index, index + 1)}
                />
                <Button
                  variant="ghost"
                  size="icon"
                  icon={<X aria-hidden />}
                  aria-label={t("remove", { name })}
                  onClick={() => onChange(userIds.filter((other) => other !== userId))}
                />
              </li>
            );
          })}
        </ol>
      )}
      {rest.length > 0 && (
        <Select
          aria-label={t("addUser")}
          value=""
          onChange={(event) => event.target.value && onChange([...userIds, event.target.value])}
        >
          <option value="">{t("addUser")}</option>
          {rest.map((user) => (
            <option key={user.id} value={user.id}>
              {user.isActive ? user.name : t("inactiveUser", { name: user.name })}
            </option>
          ))}
        </Select>
      )}
      {error && (
        <div className="mt-1.5">
          <FieldError id={`${id}-error`}>{error}</FieldError>
        </div>
      )}
      <p className="mt-1.5 text-[13px] text-muted">{t("usersHelp")}</p>
    </fieldset>
  );
}
