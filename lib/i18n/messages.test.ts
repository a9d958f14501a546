import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { PROJECT_ROOT } from "@/lib/project-root";
import { LOCALES, type Locale } from "./locales";
import { messages } from "./messages";
import { findUnusedKeys } from "./testing/find-unused-keys";
import { readPlaceholders } from "./testing/read-placeholders";

const texts: Record<Locale, Map<string, string>> = { uk: listTexts(messages.uk), en: listTexts(messages.en) };

describe("the texts of the interface", () => {
  it("are complete in both languages", () => {
    expect([...texts.en.keys()].sort()).toEqual([...texts.uk.keys()].sort());
  });

  it("are never empty", () => {
    for (const locale of LOCALES) expect([...texts[locale]].filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  it("take the same values in both languages", () => {
    for (const [key, text] of texts.uk) {
      expect([...readPlaceholders(texts.en.get(key) ?? "").names].sort(), key).toEqual(
        [...readPlaceholders(text).names].sort(),
      );
    }
  });

  it("have every plural form of their language", () => {
    for (const locale of LOCALES) {
      const needed = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
      for (const [key, text] of texts[locale]) {
        for (const forms of readPlaceholders(text).plurals) {
          expect([...forms].filter((form) => !form.startsWith("=")).sort(), `${locale} ${key}`).toEqual(
            [...needed].sort(),
          );
        }
      }
    }
  });

  it("are all asked for by some page", () => {
    expect(findUnusedKeys([...texts.uk.keys()], readSources())).toEqual([]);
  });
});

describe("findUnusedKeys", () => {
  const sources = [
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a file.
    { name: "a.tsx", text: 'const t = useTranslations("shell"); t("skip"); t(`themes.${theme}`);' },
    { name: "b.tsx", text: 'const t = await getTranslations("errors.page"); t("title")' },
  ];

  it("finds the ones that nothing asks for", () => {
    expect(
      findUnusedKeys(["shell.skip", "shell.themes.dark", "shell.gone", "errors.page.title", "errors.title"], sources),
    ).toEqual(["shell.gone", "errors.title"]);
  });
});

describe("readPlaceholders", () => {
  it("reads names, tags and plural forms, also inside of each other", () => {
    const { names, plurals } = readPlaceholders(
      "<b>{name}</b>: {n, plural, =0 {none} one {# of {all, number}} other {#}}",
    );
    expect([...names].sort()).toEqual(["<b>", "all", "n", "name"]);
    expect(plurals.map((forms) => [...forms])).toEqual([["=0", "one", "other"]]);
  });
});

/** All texts by their full key, such as `common.json.search`. */
function listTexts(tree: object, prefix = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(tree)) {
    const key = prefix ? `${prefix}.${name}` : name;
    if (typeof value === "string") found.set(key, value);
    else for (const [inner, text] of listTexts(value, key)) found.set(inner, text);
  }
  return found;
}

function readSources() {
  return ["app", "components", "lib"].flatMap((folder) =>
    readdirSync(path.join(PROJECT_ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name) && !name.includes(".test."))
      .map((name) => ({ name, text: readFileSync(path.join(PROJECT_ROOT, folder, name), "utf8") })),
  );
}
