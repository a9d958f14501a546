/** A text in which code stands between backticks, as OpenAPI's descriptions have it. */
export function MarkedText({ text }: { text: string }) {
  return text.split("`").map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other names and never change.
      <code key={index} className="rounded-sm bg-neutral-soft px-1 py-px font-mono text-[13px] text-text">
        {part}
      </code>
    ) : (
      part
    ),
  );
}
