import { createHash, createHmac, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

interface Code {
  nonce: string;
  challenge: string;
  sub: string;
  redirect: string;
  client: string;
}

/** What the provider does otherwise than it should. */
export interface Wrongs {
  /** Changes what a token says before it is signed. */
  claims?: (claims: Record<string, unknown>) => Record<string, unknown>;
  /** Signs with another key than the one it has published. */
  foreignKey?: boolean;
  algorithm?: "RS256" | "none" | "HS256";
  /** Answers the code with no token of who it is. */
  noToken?: boolean;
  /** Says of itself that it is another. */
  issuer?: string;
  /** Answers nothing at all, or with an error. */
  down?: "silent" | "500" | "token 500" | "token silent";
}

export const client = { id: "janein", secret: "a secret of two" };

/** The sign-in of a school (OpenID Connect), on this machine. Whoever comes is who is signed in there. */
export class SchoolSignIn {
  readonly issuer: string;
  /** Who is signed in there. */
  sub = "a1b2c3";
  wrong: Wrongs = {};
  /** What it was asked: paths with queries. */
  readonly asked: string[] = [];
  private readonly codes = new Map<string, Code>();
  private readonly key = generateKeyPairSync("rsa", { modulusLength: 2048 });
  private readonly foreign = generateKeyPairSync("rsa", { modulusLength: 2048 });
  private readonly server: Server;

  private constructor(server: Server) {
    this.server = server;
    this.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on("request", (request, response) => void this.answer(request, response));
  }

  static async open(): Promise<SchoolSignIn> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new SchoolSignIn(server);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }

  /** Somebody's browser opens the address that it was sent to, and signs in. Out: where it is sent back to. */
  visits(address: string): URL {
    const query = new URL(address).searchParams;
    const get = (name: string) => query.get(name) ?? "";
    if (get("response_type") !== "code" || get("client_id") !== client.id) throw new Error("no such client");
    const code = randomBytes(12).toString("base64url");
    if (get("code_challenge_method") !== "S256") throw new Error("PKCE is needed");
    this.codes.set(code, {
      ...{ nonce: get("nonce"), challenge: get("code_challenge"), sub: this.sub },
      ...{ redirect: get("redirect_uri"), client: get("client_id") },
    });
    return new URL(`${get("redirect_uri")}?${new URLSearchParams({ code, state: get("state") }).toString()}`);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", this.issuer);
    this.asked.push(pathname);
    const { down } = this.wrong;
    if (down === "silent" || (down === "token silent" && pathname === "/token")) return;
    if (down === "500" || (down === "token 500" && pathname === "/token"))
      return void response.writeHead(500).end("no");
    if (pathname === "/.well-known/openid-configuration") return json(response, this.configuration());
    if (pathname === "/keys") return json(response, { keys: [this.publicKey()] });
    if (pathname === "/token") return this.token(request, response);
    response.writeHead(404).end();
  }

  private configuration() {
    const { issuer } = this;
    return {
      issuer: this.wrong.issuer ?? issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      end_session_endpoint: `${issuer}/sign-out`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
      code_challenge_methods_supported: ["S256"],
    };
  }

  private publicKey() {
    return { ...this.key.publicKey.export({ format: "jwk" }), kid: "1", use: "sig", alg: "RS256" };
  }

  private async token(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const [id, secret] = Buffer.from((request.headers.authorization ?? "").replace("Basic ", ""), "base64")
      .toString()
      .split(":")
      .map((part) => decodeURIComponent(part.replaceAll("+", " ")));
    const code = this.codes.get(form.get("code") ?? "");
    this.codes.delete(form.get("code") ?? "");
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const isRight =
      code &&
      id === code.client &&
      secret === client.secret &&
      challenge === code.challenge &&
      form.get("redirect_uri") === code.redirect;
    if (!isRight) return json(response, { error: "invalid_grant" }, 400);
    json(response, {
      access_token: randomBytes(8).toString("hex"),
      token_type: "Bearer",
      expires_in: 300,
      ...(this.wrong.noToken ? {} : { id_token: this.idToken(code) }),
    });
  }

  private idToken({ nonce, sub }: Code): string {
    const now = Math.floor(Date.now() / 1000);
    const right = { iss: this.issuer, aud: client.id, sub, nonce, iat: now, exp: now + 300 };
    const claims = this.wrong.claims?.(right) ?? right;
    const algorithm = this.wrong.algorithm ?? "RS256";
    const part = (what: unknown) => Buffer.from(JSON.stringify(what)).toString("base64url");
    const signed = `${part({ alg: algorithm, kid: "1" })}.${part(claims)}`;
    return `${signed}.${this.signature(signed, algorithm)}`;
  }

  private signature(signed: string, algorithm: NonNullable<Wrongs["algorithm"]>): string {
    const key: KeyObject = (this.wrong.foreignKey ? this.foreign : this.key).privateKey;
    if (algorithm === "none") return "";
    if (algorithm === "HS256") return createHmac("sha256", client.secret).update(signed).digest("base64url");
    return sign("sha256", Buffer.from(signed), key).toString("base64url");
  }
}

function json(response: ServerResponse, what: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(what));
}
