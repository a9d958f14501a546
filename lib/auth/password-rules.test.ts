import { describe, expect, it } from "vitest";
import { findPasswordProblem } from "./password-rules";

const known = ["Олена Коваль", "olena.koval@example.com", "Квіти Коваль"];

describe("findPasswordProblem", () => {
  it.each([
    ["1234567", "too_short"],
    ["п".repeat(201), "too_long"],
    ["password", "common"],
    ["P@ssw0rd", "common"],
    ["Qwerty123!", "common"],
    ["12345678", "common"],
    ["987654321", "common"],
    ["aaaaaaaa", "common"],
    ["abcabcabc", "common"],
    ["1q2w3e4r5t", "common"],
    ["йцукенгш", "common"],
    ["Пароль2026", "common"],
    ["пароль123!", "common"],
    ["welcome2026", "common"],
    ["lovelove", "common"],
    ["Коваль!2026", "contains_name"],
    ["koval-123", "contains_name"],
  ])("refuses %s as %s", (password, problem) => {
    expect(findPasswordProblem({ password, known })).toBe(problem);
  });

  it.each([
    "correct horse battery staple",
    "вісім зелених чайників",
    "tR7#kd0q",
    "        x9",
    "olena has eight green teapots",
    "п".repeat(3) + "зелений слон".repeat(16),
  ])("accepts %s", (password) => {
    expect(findPasswordProblem({ password, known })).toBeNull();
  });
});
