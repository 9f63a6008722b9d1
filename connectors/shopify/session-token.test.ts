import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { toInstant } from "../../app/domain/instant.ts";
import { SessionTokenError, verifySessionToken } from "./session-token.ts";

const app = {
  apiKey: "app-key",
  apiSecret: "the-secret",
  previousApiSecret: "the-old-secret",
  appUrl: "https://tek.example.test",
};
const now = toInstant(Date.UTC(2026, 10, 1, 12));
const seconds = now / 1000;
const good = {
  iss: "https://demo.myshopify.com/admin",
  dest: "https://demo.myshopify.com",
  aud: "app-key",
  sub: "42",
  exp: seconds + 60,
  nbf: seconds,
  iat: seconds,
  jti: "j",
  sid: "s",
};

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
function token(claims: object, { secret = "the-secret", alg = "HS256", hash = "sha256" } = {}): string {
  const head = `${part({ alg, typ: "JWT" })}.${part(claims)}`;
  return `${head}.${createHmac(hash, secret).update(head).digest("base64url")}`;
}

async function refusal(text: string): Promise<SessionTokenError> {
  const error: unknown = await verifySessionToken(app, text, now).then(
    () => new Error("The token was believed"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof SessionTokenError)) throw error;
  return error;
}

describe("A session token", () => {
  it("says which shop and which member of staff", async () => {
    expect(await verifySessionToken(app, token(good), now)).toEqual({ shop: "demo.myshopify.com", user: "42" });
  });

  it("is believed under the secret before, while secrets rotate", async () => {
    expect(await verifySessionToken(app, token(good, { secret: "the-old-secret" }), now)).toMatchObject({ user: "42" });
  });

  it.each([
    ["expired", "expired", token({ ...good, exp: seconds - 11 })],
    ["not valid yet", "not-yet", token({ ...good, nbf: seconds + 11 })],
    ["for another app", "other-app", token({ ...good, aud: "another" })],
    ["for several apps", "malformed", token({ ...good, aud: ["app-key", "another"] })],
    ["without an end", "malformed", token({ ...good, exp: undefined })],
    ["without a user", "malformed", token({ ...good, sub: "" })],
    [
      "of a stranger's host",
      "other-shop",
      token({ ...good, iss: "https://evil.example/admin", dest: "https://evil.example" }),
    ],
    [
      "that only looks like a shop",
      "other-shop",
      token({
        ...good,
        iss: "https://demo.myshopify.com.evil.example/admin",
        dest: "https://demo.myshopify.com.evil.example",
      }),
    ],
    ["with the shop as a user name", "other-shop", token({ ...good, dest: "https://demo.myshopify.com@evil.example" })],
    ["with a path behind the shop", "other-shop", token({ ...good, dest: "https://demo.myshopify.com/evil" })],
    ["without https", "other-shop", token({ ...good, dest: "http://demo.myshopify.com" })],
    ["whose issuer is another shop", "other-shop", token({ ...good, iss: "https://other.myshopify.com/admin" })],
    ["whose issuer is no admin", "other-shop", token({ ...good, iss: "https://demo.myshopify.com" })],
    ["signed by a stranger", "bad-signature", token(good, { secret: "guess" })],
    ["signed with nothing", "bad-signature", token(good, { secret: "" })],
    ["with algorithm none", "malformed", `${part({ alg: "none", typ: "JWT" })}.${part(good)}.`],
    ["with another algorithm", "malformed", token(good, { alg: "HS512", hash: "sha512" })],
    ["cut short", "malformed", token(good).split(".").slice(0, 2).join(".")],
    ["of rubbish", "malformed", "rubbish"],
  ])("%s is refused: %s", async (_name, code, text) => {
    const error = await refusal(text);
    expect(error.code).toBe(code);
    expect(`${error.message} ${JSON.stringify(error)} ${String(error.cause)}`).not.toContain(text);
  });

  it("with changed claims is refused", async () => {
    const [head, , signature] = token(good).split(".");
    expect((await refusal(`${head}.${part({ ...good, dest: "https://other.myshopify.com" })}.${signature}`)).code).toBe(
      "bad-signature",
    );
  });
});
