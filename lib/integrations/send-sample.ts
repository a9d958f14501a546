import "server-only";
import { createSampleEvent, type SampleService } from "@/lib/sources/sendpulse/samples";
import { type SendTestEventResult, sendTestEvent } from "./send-test-event";

/** Sends an invented event of a messenger, as `sendTestEvent` does. */
export function sendSample({
  service,
  ...key
}: {
  accountId: string;
  integrationId: string;
  service: SampleService;
}): Promise<SendTestEventResult> {
  return sendTestEvent({ ...key, event: createSampleEvent(service, new Date()) });
}
