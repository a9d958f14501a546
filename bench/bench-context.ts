import type { BenchAccount } from "./seed-bench";
import type { BenchStack } from "./stack";

/** What the phases of a bench share. */
export type BenchContext = {
  stack: BenchStack;
  account: BenchAccount;
  crmPort: number;
  /** The number of the next person nobody has posted yet. */
  nextPerson: number;
};

export const hookUrl = ({ stack, account }: BenchContext) => `${stack.url}${account.hookPath}`;
