import type { ReactNode } from "react";

/** An empty place that teaches: a picture, one sentence, one action. Pictures are in `./pictures`. */
export function EmptyState({
  picture,
  title,
  text,
  action,
  isPage = false,
}: {
  picture: ReactNode;
  title: ReactNode;
  text?: ReactNode;
  action?: ReactNode;
  /** It is all there is on the page, and its title is the page's. */
  isPage?: boolean;
}) {
  const Title = isPage ? "h1" : "p";
  return (
    <div className="mx-auto flex max-w-sm flex-col items-center px-4 py-14 text-center">
      <div aria-hidden className="mb-5 text-faint">
        {picture}
      </div>
      <Title className="font-medium text-[15px]">{title}</Title>
      {text && <p className="mt-1.5 text-balance text-muted">{text}</p>}
      {action && <div className="mt-5">{action}</div>}
    </div>
  );
}
