import { LoaderCircle } from "lucide-react";
import { cx } from "./cx";

/** Something is under way. The words beside it, or `aria-busy` on its owner, say what. */
export function Spinner({ className }: { className?: string }) {
  return <LoaderCircle aria-hidden className={cx("size-4 animate-spin", className)} />;
}
