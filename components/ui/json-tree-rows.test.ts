import { describe, expect, it } from "vitest";
import { findInJson, listJsonRows, listOpenAtFirst, toRowId } from "./json-tree-rows";

const event = { bot: { id: "1" }, contact: { name: "Марʼяна", tags: ["a", "b"], variables: {} } };

describe("listJsonRows", () => {
  it("shows the first level when nothing is open", () => {
    expect(listJsonRows(event, new Set()).map((row) => row.names.join("."))).toEqual(["bot", "contact"]);
  });

  it("shows what is open, in the order of the document, and never opens an empty object", () => {
    const open = new Set([toRowId(["contact"]), toRowId(["contact", "tags"]), toRowId(["contact", "variables"])]);
    const rows = listJsonRows(event, open);
    expect(rows.map((row) => row.names.join("."))).toEqual([
      "bot",
      "contact",
      "contact.name",
      "contact.tags",
      "contact.tags.0",
      "contact.tags.1",
      "contact.variables",
    ]);
    expect(rows.at(-1)?.isOpen).toBe(false);
  });

  it("shows a document that is one plain value", () => {
    expect(listJsonRows("text", new Set())).toHaveLength(1);
  });
});

describe("listOpenAtFirst", () => {
  it("opens down to the depth asked for and leaves large lists closed", () => {
    expect(listOpenAtFirst(event, { depth: 1 })).toEqual([toRowId(["bot"]), toRowId(["contact"])]);
    expect(listOpenAtFirst({ big: Array.from({ length: 101 }, () => 0) })).toEqual([]);
  });
});

describe("findInJson", () => {
  it("finds names and texts whatever their case and apostrophe", () => {
    expect(findInJson(event, "МАР'ЯНА")).toEqual([
      { id: toRowId(["contact", "name"]), parents: [toRowId(["contact"])] },
    ]);
    expect(findInJson(event, "tag").map((match) => match.id)).toEqual([toRowId(["contact", "tags"])]);
  });

  it("finds nothing for an empty query", () => {
    expect(findInJson(event, "")).toEqual([]);
  });
});
