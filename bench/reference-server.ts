import { createServer } from "node:http";
import postgres from "postgres";

/**
 * The yardstick for acknowledgements: a bare `node:http` server that stores each body with one INSERT and answers.
 * Started as a process of its own with the database's address; prints its port.
 */
const sql = postgres(process.argv[2] ?? "", { max: 10, onnotice: () => {} });
await sql`create table if not exists bench_reference (id bigint generated always as identity primary key, body bytea not null)`;

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", async () => {
    await sql`insert into bench_reference (body) values (${Buffer.concat(chunks)})`;
    response.writeHead(200, { "content-type": "application/json" }).end('{"accepted":1}');
  });
});
server.listen({ host: "127.0.0.1", port: 0 }, () => {
  const address = server.address();
  process.stdout.write(`${typeof address === "object" ? address?.port : ""}\n`);
});
