import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromHtml, toComparable, toHtml } from "./html";

describe("toHtml", () => {
  it.each([
    ["A & B\n<i>", "A &amp; B<br>&lt;i&gt;"],
    ["«https://a.ua/b?c=1&d=2».", '«<a href="https://a.ua/b?c=1&amp;d=2">https://a.ua/b?c=1&amp;d=2</a>».'],
    ["(https://a.ua), далі", '(<a href="https://a.ua">https://a.ua</a>), далі'],
    ["javascript:alert(1)", "javascript:alert(1)"],
    ["рядок\r\nдругий", "рядок<br>другий"],
    ['https://a.ua"onclick="x', '<a href="https://a.ua">https://a.ua</a>&quot;onclick=&quot;x'],
  ])("%j", (text, html) => {
    expect(toHtml(text)).toBe(html);
  });

  it("is read back as it was, but for what HTML does not tell apart", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const told = text.replace(/\r\n?/g, "\n").trim();
        expect(fromHtml(toHtml(told))).toBe(told);
      }),
    );
  });
});

describe("fromHtml", () => {
  it.each([
    ["<p>Перший</p><p>Другий<br/>рядок</p>", "Перший\nДругий\nрядок"],
    ["&#8364; &#x20AC; &nbsp;&amp;lt; &unknown; &#99999999;", "€ €  &lt; &unknown; &#99999999;"],
    ["<script>x</script>", "x"],
    ["<p>Другий&nbsp;&#39;x&#39; &laquo;</p>", "Другий 'x' &laquo;"],
    ["<ul><li>раз</li><li>два</li></ul>", "раз\nдва"],
  ])("%j", (html, text) => {
    expect(fromHtml(html)).toBe(text);
  });
});

describe("fromHtml of what a CRM should not send", () => {
  it("leaves entities that are no characters as they are", () => {
    expect(fromHtml("a&#0;b&#xD800;c&#xdfff;d&#99999999;")).toBe("a&#0;b&#xD800;c&#xdfff;d&#99999999;");
  });

  it("reads a text of beginnings of tags to its end", () => {
    const beginnings = "<".repeat(400_000);
    expect(fromHtml(beginnings) === beginnings).toBe(true);
  });
});

describe("toComparable", () => {
  it("does not mind what a sanitiser changes", () => {
    expect(toComparable("<p>Кава&nbsp;&amp; чай, <b>20</b></p>")).toBe(toComparable("Кава &#38; чай 20"));
    expect(toComparable("<p>👍</p>")).toBe(toComparable("👍"));
    expect(toComparable("👍")).not.toBe(toComparable("🔥"));
    expect(toComparable("замовлення 7")).not.toBe(toComparable("замовлення 8"));
  });
});
