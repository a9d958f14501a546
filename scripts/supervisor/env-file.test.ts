import { describe, expect, it } from "vitest";
import { parseEnvFile } from "./env-file";

describe("parseEnvFile", () => {
  it.each([
    ["a bare value", "PORT=4000", [["PORT", "4000"]]],
    ["spaces around", "  PORT = 4000  ", [["PORT", "4000"]]],
    ["a note behind it", "PORT=4000 # ours", [["PORT", "4000"]]],
    ["a # that belongs to the value", "DATABASE_URL=postgres://a:p#1@h/d", [["DATABASE_URL", "postgres://a:p#1@h/d"]]],
    [
      "quotes",
      "A=\"x # y\"\nB='z'",
      [
        ["A", "x # y"],
        ["B", "z"],
      ],
    ],
    ["quotes with a note", 'A="x" # why', [["A", "x"]]],
    ["= within the value", "CREDENTIALS_KEYS=k1:abc=", [["CREDENTIALS_KEYS", "k1:abc="]]],
    [
      "nothing",
      "A=\nB=#none",
      [
        ["A", ""],
        ["B", ""],
      ],
    ],
    [
      "export, CRLF and a byte order mark",
      "\uFEFFexport A=1\r\nB=2\r\n",
      [
        ["A", "1"],
        ["B", "2"],
      ],
    ],
    ["notes, empty lines and other text", "# A=1\n\nnot a setting\nB=2", [["B", "2"]]],
  ])("reads %s", (_, text, expected) => {
    expect(parseEnvFile(text)).toEqual(expected);
  });
});
