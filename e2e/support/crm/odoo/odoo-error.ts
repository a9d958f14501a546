/** An exception of Odoo's server, under the name that Python gives it. */
export class OdooError extends Error {
  readonly exception: string;
  /** Status of a JSON-2 answer; JSON-RPC says 200 to all. */
  readonly status: number;

  constructor(exception: keyof typeof STATUSES, message: string) {
    super(message);
    this.exception = exception;
    this.status = STATUSES[exception];
  }

  /** What both protocols tell of it. A traceback is always there, with data that nobody should see. */
  toData() {
    const { exception: name, message } = this;
    const debug = `Traceback (most recent call last):\n  File "/odoo/http.py"\n${name}: ${message} [secret of the server]`;
    return { name, message, arguments: [message], context: {}, debug };
  }
}

const STATUSES = {
  "werkzeug.exceptions.Unauthorized": 401,
  "werkzeug.exceptions.NotFound": 404,
  "werkzeug.exceptions.UnprocessableEntity": 422,
  "odoo.exceptions.AccessDenied": 403,
  "odoo.exceptions.AccessError": 403,
  "odoo.exceptions.MissingError": 404,
  "odoo.exceptions.UserError": 422,
  "odoo.exceptions.ValidationError": 422,
  "builtins.ValueError": 500,
  "builtins.TypeError": 500,
  "builtins.AttributeError": 500,
  "builtins.IndexError": 500,
  "psycopg2.OperationalError": 500,
} as const;
