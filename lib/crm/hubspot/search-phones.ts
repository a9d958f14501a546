import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { ApiFilter } from "./api-types";

/** HubSpot takes so many alternatives in one search. */
const FILTERS_MAX = 5;

/**
 * Searches that together find a phone in every spelling that a contact may hold, near hits among them; each is a list of
 * alternatives.
 *
 * HubSpot keeps the digits of a phone without its country code and leading zeros beside it, to be searched. [C] not
 * confirmed: a number whose country it did not recognise stands there with all its digits, so that the end is looked for too.
 */
export function toPhoneSearches(phone: string): ApiFilter[][] {
  const digits = phone.replace(/\D/g, "");
  if (digits === "") return [];
  const national = parsePhoneNumberFromString(phone, "UA")?.nationalNumber ?? digits;
  const filters: ApiFilter[] = [
    { propertyName: "hs_searchable_calculated_phone_number", operator: "EQ", value: national },
    { propertyName: "hs_searchable_calculated_mobile_number", operator: "EQ", value: national },
    { propertyName: "hs_searchable_calculated_phone_number", operator: "CONTAINS_TOKEN", value: `*${national}` },
    { propertyName: "phone", operator: "EQ", value: phone },
    { propertyName: "mobilephone", operator: "EQ", value: phone },
    { propertyName: "hs_searchable_calculated_mobile_number", operator: "CONTAINS_TOKEN", value: `*${national}` },
    { propertyName: "phone", operator: "EQ", value: `0${national}` },
    { propertyName: "mobilephone", operator: "EQ", value: `0${national}` },
    { propertyName: "phone", operator: "EQ", value: digits },
    { propertyName: "mobilephone", operator: "EQ", value: digits },
  ];
  return [filters.slice(0, FILTERS_MAX), filters.slice(FILTERS_MAX)];
}
