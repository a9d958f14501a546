import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { toCurl } from "./to-curl";

const address = "https://leads.example.com/api/v1/leads/{id}/replay";

it("writes a call with its token, its body and nothing that a shell would read otherwise", () => {
  expect(toCurl({ method: "GET", address: "https://leads.example.com/api/v1/leads", isOpen: false })).toBe(
    "curl https://leads.example.com/api/v1/leads \\\n  -H 'Authorization: Bearer lbx_…'",
  );
  const text = toCurl({ method: "POST", address, isOpen: true, example: { name: "Дев'ять $HOME `id`" } });
  const read = execFileSync("sh", ["-c", text.replace(/^curl/, "printf '%s\\n'")], { encoding: "utf8" });
  expect(read.trim().split("\n")).toEqual([
    "-X",
    "POST",
    address,
    "-H",
    "Content-Type: application/json",
    "-d",
    '{"name":"Дев\'ять $HOME `id`"}',
  ]);
});
