import type { z } from "zod";

type OdooCall<T extends z.ZodType> = {
  model: string;
  method: string;
  /** The records whose method it is; absent where it is the model's. */
  ids?: readonly number[];
  /** Arguments by name. */
  args?: Record<string, unknown>;
  answer: T;
  isWrite?: boolean;
};

/** One way to call methods of models. */
export type Caller = {
  call<T extends z.ZodType>(call: OdooCall<T>): Promise<z.infer<T>>;
  /** Id of the user whose credentials they are. */
  getUserId(): Promise<number>;
};
