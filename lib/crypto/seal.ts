import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { type CredentialsKey, getEnv } from "@/lib/env";

/** A secret as it is stored: `sealed` is base64url of nonce, ciphertext and tag. */
export type Sealed = { sealed: string; keyId: string };

/** Whose secret it is: the account, and the connection or integration that it belongs to. It opens for no other. */
export type SealOwner = { accountId: string; subjectId: string };

const ALGORITHM = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts a secret with the newest key: AES-256-GCM, a nonce of its own, the owner as associated data. */
export function sealSecret(
  { plaintext, ...owner }: { plaintext: string } & SealOwner,
  keys: readonly CredentialsKey[] = getEnv().CREDENTIALS_KEYS,
): Sealed {
  const [newest] = keys;
  if (!newest) throw new Error("CREDENTIALS_KEYS holds no key to encrypt with");

  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, newest.key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(toAssociatedData(owner, newest.id));
  const ciphertext = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final()]);
  return { sealed: Buffer.concat([nonce, ciphertext, cipher.getAuthTag()]).toString("base64url"), keyId: newest.id };
}

/** Decrypts what `sealSecret` made for this owner; throws when anything of it was changed or it is another's. */
export function openSecret(
  { sealed, keyId, ...owner }: Sealed & SealOwner,
  keys: readonly CredentialsKey[] = getEnv().CREDENTIALS_KEYS,
): string {
  const key = keys.find(({ id }) => id === keyId);
  if (!key) throw new Error(`A secret is sealed with the key "${keyId}", which CREDENTIALS_KEYS does not hold`);

  const bytes = Buffer.from(sealed, "base64url");
  if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new Error("A sealed secret is cut short");
  const decipher = createDecipheriv(ALGORITHM, key.key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(toAssociatedData(owner, keyId));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const plaintext = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
    return Buffer.concat([plaintext, decipher.final()]).toString("utf8");
  } catch (cause) {
    throw new Error(`A sealed secret of ${owner.subjectId} does not open: it was changed, or is another's`, { cause });
  }
}

/** Whether a secret is sealed with an older key: opening and sealing it again moves it to the newest. */
export function needsRotation(
  { keyId }: Pick<Sealed, "keyId">,
  keys: readonly CredentialsKey[] = getEnv().CREDENTIALS_KEYS,
): boolean {
  return keyId !== keys[0]?.id;
}

/** Unambiguous, since a JSON list keeps its elements apart. */
function toAssociatedData({ accountId, subjectId }: SealOwner, keyId: string): Buffer {
  return Buffer.from(JSON.stringify(["leadbox secret", keyId, accountId, subjectId]));
}
