import { createFakeBitrix24 } from "@/e2e/support/crm/bitrix24/create-fake-bitrix24";
import { describeContract } from "../contract/describe-contract";
import { bitrix24 } from "./connector";

describeContract(bitrix24, async () => createFakeBitrix24());
