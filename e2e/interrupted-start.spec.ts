import { readRuntime } from "@/scripts/supervisor/runtime";
import { expect, test } from "./fixtures";
import { openAsSuperuser } from "./support/open-as-superuser";
import { readDemo } from "./support/stack";
import { type RunningStack, startStack } from "./support/start-stack";

const EVENT = [{ title: "Заявка", contact: { id: "6a5c248da72492d6693613f6", variables: { phone: "0670000102" } } }];

test("a killed product starts again by itself, delivers what it took and takes more", async ({ request }, testInfo) => {
  const first = await startStack({ logFile: testInfo.outputPath("first.log") });
  const { hookPath } = readDemo(first);
  const taken = await request.post(`${first.baseURL}${hookPath}`, { data: EVENT });
  const [leadId] = (await taken.json()).leads;

  const left = readRuntime(first.dataDir);
  for (const name of ["supervisor", "worker"] as const) process.kill(left?.[name]?.pid ?? 0, "SIGKILL");

  const second = await startStack({ logFile: testInfo.outputPath("second.log"), dataDir: first.dataDir });
  try {
    await expect.poll(() => readStatus(second, leadId), { timeout: 30_000 }).toBe("delivered");
    expect((await request.post(`${second.baseURL}${hookPath}`, { data: [{ title: "Ще одна" }] })).status()).toBe(200);
  } finally {
    await second.stop();
  }
});

async function readStatus(stack: RunningStack, leadId: string) {
  const sql = openAsSuperuser(stack);
  try {
    const [lead] = await sql`select status from leads where id = ${leadId}`;
    return lead?.status;
  } finally {
    await sql.end();
  }
}
