import { createServer } from "node:net";

/** Why the web server could not listen at this address, in words for the operator; null when it can. */
export function findPortProblem(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => resolve(toWords(error, host, port)));
    probe.listen({ host, port }, () => probe.close(() => resolve(null)));
  });
}

function toWords(error: NodeJS.ErrnoException, host: string, port: number) {
  if (error.code === "EADDRINUSE") {
    return `Port ${port} on ${host} is in use by another program. Stop that program, or choose another port: PORT=${port + 1} npm start`;
  }
  if (error.code === "EACCES") {
    return `Port ${port} needs more rights than this user has. Choose one above 1023: PORT=3000 npm start`;
  }
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND") {
    return `This machine has no address ${host}. Set HOST to one it has, for example HOST=127.0.0.1 npm start`;
  }
  return `The web server cannot listen on ${host}:${port} (${error.message}). Set HOST and PORT to an address that is free.`;
}
