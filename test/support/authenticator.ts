import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

interface Options {
  /** Whether the device asks for a finger or a PIN. */
  verifies?: boolean;
  /** How it counts its uses: many do not. */
  counts?: boolean;
}

interface Asked {
  challenge: string;
  rpId?: string;
  rp?: { id?: string };
  user?: { id: string };
}

/** What a browser would have been asked otherwise: another page, another site. */
interface Otherwise {
  origin?: string;
  rpId?: string;
  challenge?: string;
  type?: string;
  userHandle?: string | null;
  verifies?: boolean;
  crossOrigin?: boolean;
}

/** A device with one passkey, as WebAuthn has it: ES256, no attestation. It does as it is asked, and lies where told to. */
export class Authenticator {
  readonly id = randomBytes(16).toString("base64url");
  counter = 0;
  private readonly origin: string;
  private readonly options: Options;
  private keys: { publicKey: KeyObject; privateKey: KeyObject };
  private handle = "";

  constructor(origin: string, options: Options = {}) {
    this.origin = origin;
    this.options = options;
    this.keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  }

  /** The same passkey in another device, as it is now: a clone. */
  clone(): Authenticator {
    const other = new Authenticator(this.origin, this.options);
    return Object.assign(other, { id: this.id, counter: this.counter, keys: this.keys, handle: this.handle });
  }

  /** Somebody who knows the passkey's name and has not its key. */
  forged(): Authenticator {
    return Object.assign(new Authenticator(this.origin, this.options), { id: this.id, handle: this.handle });
  }

  /** Makes the passkey. In: what the page asks the browser. Out: what the browser sends. */
  make(asked: Asked, otherwise: Otherwise = {}): string {
    this.handle = asked.user?.id ?? "";
    const id = Buffer.from(this.id, "base64url");
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    const credential = Buffer.concat([Buffer.alloc(16), length, id, this.coseKey()]);
    const authData = this.authData(asked, otherwise, credential);
    const attestationObject = Buffer.concat([
      Buffer.from([0xa3, 0x63]),
      ...[Buffer.from("fmt"), Buffer.from([0x64]), Buffer.from("none"), Buffer.from([0x67]), Buffer.from("attStmt")],
      ...[Buffer.from([0xa0, 0x68]), Buffer.from("authData"), Buffer.from([0x58, authData.length]), authData],
    ]);
    return this.sent({
      clientDataJSON: this.clientData(asked, "webauthn.create", otherwise).toString("base64url"),
      attestationObject: attestationObject.toString("base64url"),
      transports: ["internal"],
    });
  }

  /** Uses the passkey. */
  use(asked: Asked, otherwise: Otherwise = {}): string {
    if (this.options.counts !== false) this.counter += 1;
    const authData = this.authData(asked, otherwise, Buffer.alloc(0));
    const clientData = this.clientData(asked, "webauthn.get", otherwise);
    const signed = Buffer.concat([authData, createHash("sha256").update(clientData).digest()]);
    const { userHandle = this.handle } = otherwise;
    return this.sent({
      clientDataJSON: clientData.toString("base64url"),
      authenticatorData: authData.toString("base64url"),
      signature: sign("sha256", signed, this.keys.privateKey).toString("base64url"),
      ...(userHandle === null ? {} : { userHandle }),
    });
  }

  private sent(response: Record<string, unknown>): string {
    return JSON.stringify({
      ...{ id: this.id, rawId: this.id, type: "public-key", clientExtensionResults: {} },
      response,
    });
  }

  private clientData(asked: Asked, type: string, otherwise: Otherwise): Buffer {
    const { origin = this.origin, challenge = asked.challenge, crossOrigin = false } = otherwise;
    return Buffer.from(JSON.stringify({ type: otherwise.type ?? type, challenge, origin, crossOrigin }));
  }

  private authData(asked: Asked, otherwise: Otherwise, credential: Buffer): Buffer {
    const rpId = otherwise.rpId ?? asked.rpId ?? asked.rp?.id ?? "";
    const verifies = otherwise.verifies ?? this.options.verifies ?? true;
    const flags = 0x01 | (verifies ? 0x04 : 0) | (credential.length > 0 ? 0x40 : 0);
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.options.counts === false ? 0 : this.counter);
    return Buffer.concat([createHash("sha256").update(rpId).digest(), Buffer.from([flags]), counter, credential]);
  }

  private coseKey(): Buffer {
    const { x = "", y = "" } = this.keys.publicKey.export({ format: "jwk" });
    return Buffer.concat([
      Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]),
      Buffer.from(x, "base64url"),
      Buffer.from([0x22, 0x58, 0x20]),
      Buffer.from(y, "base64url"),
    ]);
  }
}
