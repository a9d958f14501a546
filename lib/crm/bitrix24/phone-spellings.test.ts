import { expect, it } from "vitest";
import { listPhoneSpellings, readSavedPhone } from "./phone-spellings";

it.each([
  ["+380501112233", ["+380501112233", "380501112233", "0501112233", "501112233", "80501112233"]],
  ["+48601234567", ["+48601234567", "48601234567", "0601234567", "601234567"]],
  ["12-345", ["12-345", "12345"]],
])("%s may be saved as %j", (phone, spellings) => {
  expect(listPhoneSpellings(phone)).toEqual(spellings);
});

it.each([
  ["050 111 22 33", "+380501112233"],
  ["+380501112233*12", "+380501112233"],
  ["(050) 111-22-33 # 12", "+380501112233"],
  ["0501112233, 0671112233", "+380501112233"],
  ["8 (701) 123-45-67", "+77011234567"],
  ["80501112233", "80501112233"],
  ["#12", "#12"],
])("%s is read as %s", (saved, phone) => {
  expect(readSavedPhone(saved)).toBe(phone);
});
