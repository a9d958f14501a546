import { createFakeKommo } from "@/e2e/support/crm/kommo/create-fake-kommo";
import { describeContract } from "../contract/describe-contract";
import { kommo } from "./connector";

describeContract(kommo, async () => createFakeKommo());
