import { beforeEach, describe, expect, it, vi } from "vitest";
import { GET } from "./route";

const { finishConsent, findMember, jar } = vi.hoisted(() => ({
  finishConsent: vi.fn(),
  findMember: vi.fn(),
  jar: { get: vi.fn(() => ({ value: "ticket" })), set: vi.fn() },
}));
vi.mock("server-only", () => ({}));
vi.mock("next/headers", () => ({ cookies: async () => jar }));
vi.mock("@/lib/connections/consent", () => ({ finishConsent }));
vi.mock("@/lib/auth/find-member", () => ({ findMember }));
vi.mock("@/lib/env", () => ({ getEnv: () => ({ APP_URL: "https://leads.example", LOG_LEVEL: "silent" }) }));

describe("the way back from a vendor's consent page", () => {
  beforeEach(() => {
    jar.set.mockClear();
    findMember.mockResolvedValue({ accountId: "account", userId: "user", role: "admin" });
  });

  const comeBack = () =>
    GET(new Request("https://leads.example/api/crm-consent/kommo/callback?state=s&code=c"), {
      params: Promise.resolve({ provider: "kommo" }),
    });

  it("uses the ticket up when it was this redirect's", async () => {
    finishConsent.mockResolvedValueOnce({ ok: true, connectionId: "c1" });
    const response = await comeBack();
    expect(response.headers.get("location")).toBe("https://leads.example/connections/c1?consent=given");
    expect(jar.set).toHaveBeenCalledWith("__Host-leadbox_crm_consent", "", expect.objectContaining({ maxAge: 0 }));
  });

  it("leaves the ticket of another tab to its own redirect", async () => {
    finishConsent.mockResolvedValueOnce({ ok: false, reason: "expired", connectionId: null });
    const response = await comeBack();
    expect(response.headers.get("location")).toBe("https://leads.example/connections?consent=expired");
    expect(jar.set).not.toHaveBeenCalled();
  });

  it("leads whoever was signed out meanwhile to the sign-in", async () => {
    findMember.mockResolvedValueOnce(null);
    finishConsent.mockClear();
    const response = await comeBack();
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe(
      "https://leads.example/sign-in?next=%2Fconnections%3Fconsent%3Dexpired",
    );
    expect(finishConsent).not.toHaveBeenCalled();
  });
});
