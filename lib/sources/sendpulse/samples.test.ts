import { describe, expect, it } from "vitest";
import { integrationSettingsSchema } from "@/lib/integrations/schema";
import { classifyEvent } from "./classify-event";
import { fingerprintEvent } from "./fingerprint-event";
import { readLeadHints } from "./read-lead-hints";
import { isSendpulseEvent, readSendpulseEvent } from "./read-sendpulse-event";
import { createSampleEvent, SAMPLE_SERVICES } from "./samples";

describe.each(SAMPLE_SERVICES)("the sample from %s", (service) => {
  const date = new Date("2026-12-01T08:00:00Z");
  const event = createSampleEvent(service, date);

  it("is an event of SendPulse that makes a lead with a name, a phone and a chat", () => {
    expect(isSendpulseEvent(event)).toBe(true);
    expect(classifyEvent(event, integrationSettingsSchema.parse({}).events)).toEqual({ counts: true });
    expect(readSendpulseEvent(event)).toMatchObject({ service, date, isEcho: false, chatUrl: expect.any(String) });
    expect(readLeadHints(event)).toMatchObject({ name: expect.any(String), phone: expect.stringMatching(/\d/) });
  });

  it("is another event each time it is sent", () => {
    const later = createSampleEvent(service, new Date("2026-12-01T08:00:01Z"));
    expect(fingerprintEvent(later).equals(fingerprintEvent(event))).toBe(false);
  });
});
