/** What the portal says instead of a result. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    description: string,
  ) {
    super(description);
  }

  toBody() {
    return { error: this.code, error_description: this.message };
  }
}

export const notFound = () => new Refusal(400, "", "Not found");
