import { readPayload } from "../fixtures/read-fixture";

type Event = { contact: { variables: Record<string, string> } & Record<string, unknown> } & Record<string, unknown>;

/** An event as a SendPulse flow sends it, of a person with this phone in some messenger. */
export function sendpulseEvent({
  phone,
  email,
  name = "Олена",
  service = "telegram",
}: {
  phone: string;
  email?: string;
  name?: string;
  service?: "telegram" | "instagram" | "viber";
}): Event {
  const [event] = JSON.parse(readPayload("01_telegram_flow_user_title.json").toString()) as Event[];
  if (!event) throw new Error("The payload has no event.");
  const id = `${service.slice(0, 2)}${phone.replace(/\D/g, "").padStart(22, "0")}`;
  return {
    ...event,
    service,
    bot: { id: service.padEnd(24, "0"), name: `Бот ${service}` },
    contact: { ...event.contact, id, name, variables: { name, phone, ...(email && { email }) } },
  };
}
