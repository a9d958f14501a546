/** A refusal in HubSpot's envelope; thrown inside the fake, and answered. */
export class HubspotRefusal extends Error {
  constructor(
    readonly status: number,
    readonly body: object,
  ) {
    super(`HubSpot refuses: ${status}`);
  }

  toResponse(): Response {
    return Response.json(
      { status: "error", correlationId: "c0ffee00-0000-4000-8000-000000000000", ...this.body },
      this,
    );
  }
}

export function refuse(status: number, message: string, more: object = {}): never {
  throw new HubspotRefusal(status, { message, ...more });
}

export function notFound(): never {
  refuse(404, "resource not found", { category: "OBJECT_NOT_FOUND" });
}

export type InvalidValue = { name: string; error: string; message: string };

/** The list of what is wrong stands in the message, as JSON. */
export function refuseValues(values: readonly InvalidValue[]): never {
  const list = values.map((value) => ({
    isValid: false,
    ...value,
    localizedErrorMessage: value.message,
    portalId: 4455667,
  }));
  refuse(400, `Property values were not valid: ${JSON.stringify(list)}`, { category: "VALIDATION_ERROR" });
}
