import { loadStore } from "./crypto-store.ts";
import type { Crypto } from "./key-requests.ts";

/** Loads what encrypts, which needs no server: begun while it is waited for one, it is there when it is needed. */
export async function loadCrypto(): Promise<Crypto> {
  const [crypto] = await Promise.all([import("@matrix-org/matrix-sdk-crypto-wasm"), loadStore()]);
  await crypto.initAsync();
  return crypto;
}
