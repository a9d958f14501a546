"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";
import { buttonClasses } from "./button-classes";
import { Input } from "./input";

/** A password or another secret, which the person who types it may look at. Pasting and password managers work. */
export function PasswordInput(props: ComponentProps<"input">) {
  const t = useTranslations("common");
  const [isShown, setIsShown] = useState(false);
  return (
    <div className="relative">
      <Input
        {...props}
        type={isShown ? "text" : "password"}
        spellCheck={false}
        autoCapitalize="none"
        className="pe-9"
      />
      <button
        type="button"
        aria-label={t("showPassword")}
        aria-pressed={isShown}
        onClick={() => setIsShown(!isShown)}
        className={buttonClasses({ variant: "ghost", size: "icon-sm", className: "absolute end-1 top-1" })}
      >
        {isShown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
      </button>
    </div>
  );
}
