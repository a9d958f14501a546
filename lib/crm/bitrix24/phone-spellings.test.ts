import { expect, it } from "vitest";
import { listPhoneSpellings } from "./phone-spellings";

it.each([
  ["+380501112233", ["+380501112233", "380501112233", "0501112233", "501112233", "80501112233"]],
  ["+48601234567", ["+48601234567", "48601234567", "0601234567", "601234567"]],
  ["12-345", ["12-345", "12345"]],
])("%s may be saved as %j", (phone, spellings) => {
  expect(listPhoneSpellings(phone)).toEqual(spellings);
});
