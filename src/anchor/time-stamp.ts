import { createHash, webcrypto } from "node:crypto";
import * as asn1 from "asn1js";
import * as pki from "pkijs";

pki.setEngine("node", new pki.CryptoEngine({ name: "node", crypto: webcrypto as unknown as Crypto }));

/** A time stamp that cannot be had or does not hold; the message says why. */
export class StampFault extends Error {}

type Bytes = Uint8Array<ArrayBuffer>;

/** When something was stamped (ISO), and by whom: the name in the stamper's certificate. */
export interface Stamped {
  at: string;
  by: string;
}

const sha256Oid = "2.16.840.1.101.3.4.2.1";
const timeStamping = "1.3.6.1.5.5.7.3.8";

/** A request for a time stamp on the sha256 of a text (RFC 3161, 2.4.1). In: the text; 8 random bytes. Out: DER. */
export function stampRequest(text: string, nonce: Bytes): Bytes {
  const request = new pki.TimeStampReq({
    version: 1,
    messageImprint: imprintOf(text),
    nonce: new asn1.Integer({ valueHex: nonceOf(nonce) }),
    certReq: true,
  });
  return new Uint8Array(request.toSchema().toBER());
}

/**
 * The token in an answer (RFC 3161, 2.4.2). In: the answer, and what was asked. Out: DER.
 * Errors: StampFault where none was granted, or it is about something else.
 */
export function tokenIn(answer: Bytes, asked: { text: string; nonce: Bytes }): Bytes {
  const { status, timeStampToken } = reading("the answer", () => pki.TimeStampResp.fromBER(answer));
  if ((status.status as number) > 1 || !timeStampToken)
    throw new StampFault(`the server refused (PKIStatus ${status.status})`);
  const token = new Uint8Array(timeStampToken.toSchema().toBER());
  const { info } = contentOf(token);
  if (!isAbout(info, asked.text)) throw new StampFault("the time stamp is on something else");
  const back = Buffer.from(info.nonce?.valueBlock.valueHexView ?? []);
  if (!back.equals(Buffer.from(nonceOf(asked.nonce)))) throw new StampFault("the time stamp is of another request");
  return token;
}

/** What time a token says (ISO), whether it holds or not. Errors: StampFault. */
export const stampedAt = (token: Bytes): string => contentOf(token).info.genTime.toISOString();

/**
 * Looks whether a token stamps this text, signed by a certificate for time stamps that leads to one of the roots
 * and was valid then (RFC 3161, 2.3 and 2.4.2; RFC 5816). No network. In: DER; the text; the roots as PEM.
 * Errors: StampFault.
 */
export async function verifyStamp(token: Bytes, text: string, roots: string): Promise<Stamped> {
  const { signed, info } = contentOf(token);
  if (!isAbout(info, text)) throw new StampFault("the time stamp is on something else");
  const trustedCerts = certificatesIn(roots);
  const { signerCertificate } = await reading("the signature", () =>
    signed.verify({
      signer: 0,
      trustedCerts,
      checkChain: true,
      checkDate: info.genTime,
      extendedMode: true,
      data: bytesOf(text).buffer,
    }),
  );
  if (!signerCertificate) throw new StampFault("the certificate is missing");
  if (!isForStamps(signerCertificate)) throw new StampFault("the certificate is not one for time stamps");
  if (!namesCertificate(signed, signerCertificate)) throw new StampFault("the signature names another certificate");
  return { at: info.genTime.toISOString(), by: nameIn(signerCertificate) };
}

function contentOf(token: Bytes): { signed: pki.SignedData; info: pki.TSTInfo } {
  return reading("the time stamp", () => {
    const signed = new pki.SignedData({ schema: pki.ContentInfo.fromBER(token).content });
    const content = signed.encapContentInfo.eContent?.getValue();
    if (signed.encapContentInfo.eContentType !== pki.id_eContentType_TSTInfo || !content)
      throw new StampFault("it holds none");
    return { signed, info: pki.TSTInfo.fromBER(content) };
  });
}

const bytesOf = (text: string): Bytes => Uint8Array.from(Buffer.from(text));
const sha256Of = (text: string): Bytes => Uint8Array.from(createHash("sha256").update(text).digest());

const imprintOf = (text: string) =>
  new pki.MessageImprint({
    hashAlgorithm: new pki.AlgorithmIdentifier({ algorithmId: sha256Oid, algorithmParams: new asn1.Null() }),
    hashedMessage: new asn1.OctetString({ valueHex: sha256Of(text) }),
  });

/** A positive number, whatever the bytes. */
function nonceOf(bytes: Bytes): Bytes {
  const nonce = Uint8Array.from(bytes);
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40;
  return nonce;
}

const isAbout = ({ messageImprint: { hashAlgorithm, hashedMessage } }: pki.TSTInfo, text: string) =>
  hashAlgorithm.algorithmId === sha256Oid && Buffer.from(hashedMessage.valueBlock.valueHexView).equals(sha256Of(text));

/** The certificates in a PEM file. Errors: StampFault where there is none. */
function certificatesIn(pem: string): pki.Certificate[] {
  const found = [...pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g)];
  if (found.length === 0) throw new StampFault("there is no certificate to compare it with");
  return found.map(([, base64]) =>
    reading("a certificate", () => pki.Certificate.fromBER(Buffer.from(base64 ?? "", "base64"))),
  );
}

/** Only for time stamps, and nobody may overlook it (RFC 3161, 2.3). */
function isForStamps({ extensions = [] }: pki.Certificate): boolean {
  const usage = extensions.find(({ extnID }) => extnID === pki.id_ExtKeyUsage);
  const purposes = (usage?.parsedValue as pki.ExtKeyUsage | undefined)?.keyPurposes ?? [];
  return usage?.critical === true && purposes.length === 1 && purposes[0] === timeStamping;
}

const signingCertificate = { v1: "1.2.840.113549.1.9.16.2.12", v2: "1.2.840.113549.1.9.16.2.47" };

/** Whether what was signed names the certificate (ESSCertID of RFC 2634, ESSCertIDv2 of RFC 5035). */
function namesCertificate({ signerInfos }: pki.SignedData, certificate: pki.Certificate): boolean {
  const attributes = signerInfos[0]?.signedAttrs?.attributes ?? [];
  const named = attributes.find(({ type }) => type === signingCertificate.v1 || type === signingCertificate.v2);
  const id = partsOf(partsOf(partsOf(named?.values[0])[0])[0]);
  const hash = id.find((part) => part instanceof asn1.OctetString);
  if (!named || !hash) return false;
  const [algorithm] = id[0] instanceof asn1.Sequence ? partsOf(id[0]) : [];
  const oid = algorithm instanceof asn1.ObjectIdentifier ? algorithm.valueBlock.toString() : undefined;
  const name = named.type === signingCertificate.v1 ? "sha1" : hashNames[oid ?? sha256Oid];
  if (name === undefined) return false;
  const der = Buffer.from(certificate.toSchema().toBER());
  return createHash(name).update(der).digest().equals(Buffer.from(hash.valueBlock.valueHexView));
}

const hashNames: Partial<Record<string, string>> = {
  [sha256Oid]: "sha256",
  "2.16.840.1.101.3.4.2.2": "sha384",
  "2.16.840.1.101.3.4.2.3": "sha512",
};

const partsOf = (value: unknown): asn1.AsnType[] => (value instanceof asn1.Sequence ? value.valueBlock.value : []);

function nameIn({ subject }: pki.Certificate): string {
  const commonName = subject.typesAndValues.find(({ type }) => type === "2.5.4.3") ?? subject.typesAndValues.at(-1);
  return String(commonName?.value.valueBlock.value ?? "");
}

/** Whatever goes wrong in reading what came from elsewhere is a fault of it. */
function reading<T>(what: string, read: () => T): T {
  const fault = (error: unknown) =>
    error instanceof StampFault ? error : new StampFault(`${what} cannot be read: ${messageOf(error)}`);
  try {
    const done = read();
    return done instanceof Promise ? (done.catch((error: unknown) => Promise.reject(fault(error))) as T) : done;
  } catch (error) {
    throw fault(error);
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : "unknown");
