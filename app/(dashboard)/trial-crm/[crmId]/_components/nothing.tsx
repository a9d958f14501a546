/** A part of a record's page that has nothing in it. */
export function Nothing({ text }: { text: string }) {
  return <p className="text-muted">{text}</p>;
}
