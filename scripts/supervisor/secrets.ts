import { randomBytes } from "node:crypto";
import path from "node:path";
import { readDataFile, writeDataFile } from "./data-file";

/** What the product keeps secret and no operator has to invent. */
export type Secrets = {
  postgresPassword: string;
  ownerPassword: string;
  appPassword: string;
  queuePassword: string;
  nextauthSecret: string;
  credentialsKeys: string;
  inngestSigningKey: string;
};

/** The secrets of this data folder, made on first use. Later versions may add some; those there stay as they are. */
export function getSecrets(dataDir: string): Secrets {
  const file = path.join(dataDir, "secrets.json");
  const kept = readDataFile<Partial<Secrets>>(file) ?? {};
  const secrets = { ...makeSecrets(), ...kept };
  if (Object.keys(kept).length < Object.keys(secrets).length) writeDataFile(file, secrets);
  return secrets;
}

function makeSecrets(): Secrets {
  const password = () => randomBytes(24).toString("base64url");
  return {
    postgresPassword: password(),
    ownerPassword: password(),
    appPassword: password(),
    queuePassword: password(),
    nextauthSecret: randomBytes(32).toString("base64url"),
    credentialsKeys: `k1:${randomBytes(32).toString("base64")}`,
    inngestSigningKey: `signkey-local-${randomBytes(32).toString("hex")}`,
  };
}
