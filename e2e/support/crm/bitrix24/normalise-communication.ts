/** The form in which the portal compares phones: as a whole, and without knowing of countries. */
export function normalisePhone(phone: string): string {
  const trimmed = phone.trim().replace(/^\+8/, "008");
  const digits = (/^[^#*,;]*/.exec(trimmed)?.[0] ?? "").replace(/\D/g, "");
  if (digits.length < 10 || /^8[012]/.test(digits)) return digits;
  if (digits.startsWith("00")) return digits.slice(2);
  if (digits.startsWith("011")) return digits.slice(3);
  if (digits.startsWith("8")) return `7${digits.slice(1)}`;
  return digits.startsWith("0") ? digits.slice(1) : digits;
}

export function normaliseEmail(email: string): string {
  return email.trim().toLowerCase();
}
