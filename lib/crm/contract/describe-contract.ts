import { afterAll, beforeAll, describe } from "vitest";
import type { CrmConnector } from "../types";
import { describeContacts } from "./contacts";
import { type Contract, type ContractCrm, type ContractOptions, openContract } from "./contract";
import { describeDealsAndTasks } from "./deals-and-tasks";
import { describeDirectory } from "./directory";
import { describeErrors } from "./errors";
import { describeRepeats } from "./repeats";

/** What every connector keeps to, spoken over HTTP. */
export function describeContract(
  connector: CrmConnector,
  open: () => Promise<ContractCrm>,
  options?: ContractOptions,
): void {
  describe(`the contract of a connector: ${connector.provider}`, () => {
    let opened: Contract | undefined;
    beforeAll(async () => {
      opened = await openContract(connector, open, options);
    });
    afterAll(() => opened?.close());

    const contract = toLate(() => opened);
    describeErrors(contract);
    describeDirectory(contract);
    describeContacts(contract);
    describeDealsAndTasks(contract);
    describeRepeats(contract);
  });
}

/** The tests are declared before anything is open: what they name is looked up when they run. */
function toLate(read: () => Contract | undefined): Contract {
  return new Proxy({} as Contract, {
    get(_, name) {
      const contract = read();
      if (!contract) throw new Error("The contract is asked before its CRM is open");
      return Reflect.get(contract, name);
    },
  });
}
