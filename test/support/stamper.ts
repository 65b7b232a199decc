import { webcrypto } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as asn1 from "asn1js";
import * as pki from "pkijs";

const rsa = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
};
const oid = {
  tstInfo: "1.2.840.113549.1.9.16.1.4",
  contentType: "1.2.840.113549.1.9.3",
  digest: "1.2.840.113549.1.9.4",
};

/** What a stamper may do wrong. */
export interface Wrong {
  /** Stamps something else, or for another request. */
  about?: string;
  nonce?: boolean;
  refuses?: boolean;
  /** The certificate is for something else, not for time stamps alone. */
  usage?: string[];
  /** Leaves out which certificate it signs with. */
  unnamed?: boolean;
  at?: Date;
}

/** A time-stamp server (RFC 3161) with a root of its own, for tests: answers on loopback only. */
export class Stamper {
  asked = 0;
  wrong: Wrong = {};
  /** As PEM. */
  readonly root: string;
  private readonly rootKey: CryptoKey;
  private readonly rootCertificate: pki.Certificate;

  private constructor(root: string, rootKey: CryptoKey, rootCertificate: pki.Certificate) {
    this.root = root;
    this.rootKey = rootKey;
    this.rootCertificate = rootCertificate;
  }

  static async open(): Promise<Stamper> {
    const keys = await webcrypto.subtle.generateKey(rsa, true, ["sign", "verify"]);
    const root = await certificate("Invented Root", keys.publicKey, "Invented Root", keys.privateKey, [
      new pki.Extension({
        extnID: "2.5.29.19",
        critical: true,
        extnValue: new pki.BasicConstraints({ cA: true }).toSchema().toBER(),
      }),
    ]);
    const pem = Buffer.from(root.toSchema().toBER()).toString("base64");
    return new Stamper(
      `-----BEGIN CERTIFICATE-----\n${pem}\n-----END CERTIFICATE-----\n`,
      keys.privateKey as unknown as CryptoKey,
      root,
    );
  }

  /** Answers a request. In and out: DER. */
  async answers(request: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    this.asked += 1;
    const { wrong } = this;
    const asked = pki.TimeStampReq.fromBER(request);
    if (wrong.refuses)
      return bytes(new pki.TimeStampResp({ status: new pki.PKIStatusInfo({ status: pki.PKIStatus.rejection }) }));
    const keys = await webcrypto.subtle.generateKey(rsa, true, ["sign", "verify"]);
    const usage = new pki.ExtKeyUsage({ keyPurposes: wrong.usage ?? ["1.3.6.1.5.5.7.3.8"] }).toSchema().toBER();
    const own = await certificate("Invented Stamper", keys.publicKey, "Invented Root", this.rootKey, [
      new pki.Extension({ extnID: "2.5.29.37", critical: true, extnValue: usage }),
    ]);
    const imprint =
      wrong.about === undefined
        ? asked.messageImprint
        : await pki.MessageImprint.create("SHA-256", Uint8Array.from(Buffer.from(wrong.about)));
    const info = new pki.TSTInfo({
      version: 1,
      policy: "1.2.3.4",
      messageImprint: imprint,
      serialNumber: new asn1.Integer({ value: this.asked }),
      genTime: wrong.at ?? new Date("2026-11-28T12:00:00Z"),
      ...(wrong.nonce ? {} : asked.nonce ? { nonce: asked.nonce } : {}),
    });
    const content = info.toSchema().toBER();
    const signed = new pki.SignedData({
      version: 3,
      encapContentInfo: new pki.EncapsulatedContentInfo({
        eContentType: oid.tstInfo,
        eContent: new asn1.OctetString({ valueHex: content }),
      }),
      signerInfos: [
        new pki.SignerInfo({
          version: 1,
          sid: new pki.IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
          signedAttrs: new pki.SignedAndUnsignedAttributes({
            type: 0,
            attributes: await attributes(content, own, wrong),
          }),
        }),
      ],
      certificates: [own, this.rootCertificate],
    });
    await signed.sign(keys.privateKey as unknown as CryptoKey, 0, "SHA-256");
    const token = new pki.ContentInfo({ contentType: pki.ContentInfo.SIGNED_DATA, content: signed.toSchema(true) });
    const status = new pki.PKIStatusInfo({ status: pki.PKIStatus.granted });
    return bytes(new pki.TimeStampResp({ status, timeStampToken: token }));
  }

  /** Listens on loopback. Out: the address, and how to close it. */
  async listens(): Promise<{ url: string; close: () => void }> {
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        void this.answers(Uint8Array.from(Buffer.concat(parts))).then((answer) =>
          response.writeHead(200, { "content-type": "application/timestamp-reply" }).end(answer),
        );
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => void server.close() };
  }
}

async function certificate(
  name: string,
  key: webcrypto.CryptoKey,
  by: string,
  signedWith: webcrypto.CryptoKey | CryptoKey,
  extensions: pki.Extension[],
): Promise<pki.Certificate> {
  const made = new pki.Certificate({ version: 2, serialNumber: new asn1.Integer({ value: name.length }), extensions });
  for (const [who, whose] of [
    ["subject", name],
    ["issuer", by],
  ] as const)
    made[who].typesAndValues.push(
      new pki.AttributeTypeAndValue({ type: "2.5.4.3", value: new asn1.Utf8String({ value: whose }) }),
    );
  made.notBefore.value = new Date("2026-01-01T00:00:00Z");
  made.notAfter.value = new Date("2027-01-01T00:00:00Z");
  await made.subjectPublicKeyInfo.importKey(key as unknown as CryptoKey);
  await made.sign(signedWith as unknown as CryptoKey, "SHA-256");
  return made;
}

/** What is signed beside the content: its type, its digest, and which certificate signs (RFC 5035). */
async function attributes(content: ArrayBuffer, own: pki.Certificate, wrong: Wrong): Promise<pki.Attribute[]> {
  const sha256 = (data: ArrayBuffer) => webcrypto.subtle.digest("SHA-256", data);
  const id = new asn1.Sequence({
    value: [new asn1.OctetString({ valueHex: await sha256(own.toSchema().toBER()) })],
  });
  const names = new asn1.Sequence({ value: [new asn1.Sequence({ value: [id] })] });
  const digest = new asn1.OctetString({ valueHex: await sha256(content) });
  return [
    new pki.Attribute({ type: oid.contentType, values: [new asn1.ObjectIdentifier({ value: oid.tstInfo })] }),
    new pki.Attribute({ type: oid.digest, values: [digest] }),
    ...(wrong.unnamed ? [] : [new pki.Attribute({ type: "1.2.840.113549.1.9.16.2.47", values: [names] })]),
  ];
}

const bytes = (of: { toSchema(): { toBER(): ArrayBuffer } }) => new Uint8Array(of.toSchema().toBER());
