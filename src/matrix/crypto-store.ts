import { deserialize } from "node:v8";
import type { CryptoRows, Unit } from "../../db/file/crypto-rows.ts";
import { type Keeper, keepChanges, type Place } from "./kept-changes.ts";

/** A place in memory that the crypto module takes for the browser's, and that is on the disk. */
export interface CryptoStore {
  /** Under this name the crypto module finds its bases. */
  readonly name: string;
  /** Never fulfilled; rejected once a unit could not be written: from then on memory is ahead of the disk. */
  readonly broken: Promise<never>;
  isBroken(): boolean;
  /**
   * Gathers the transactions of some work and writes them together, at its end: for work of which a part alone
   * would do harm. Before anything of it leaves the process, they are to be flushed. One such work at a time.
   * Errors: those of the work; of writing.
   */
  together<Out>(work: () => Promise<Out>): Promise<Out>;
  /** Writes what was gathered until now, as one. Errors: of writing; everything is broken then. */
  flush(): void;
  /** Nothing is written any more, and memory is given back. */
  close(): Promise<void>;
}

interface Shape {
  version: number;
  places: Record<string, Place>;
}

interface Open {
  rows: CryptoRows;
  shapes: Map<string, Shape>;
  isBroken: boolean;
  /** Units that are to be written together, while some work goes on. */
  gathered: Unit[] | null;
  breaks(error: unknown): void;
}

const open = new Map<string, Open>();
let opened = 0;
let watching: Promise<void> | undefined;

/** Loads what stands in for the browser's store. */
export function loadStore(): Promise<void> {
  // @ts-expect-error: it comes without types, and nothing is taken from it
  return (watching ??= import("fake-indexeddb/auto").then(() => keepChanges(keeperOf)));
}

/**
 * Opens the store of the crypto module: IndexedDB in memory, filled from the rows and written through into them.
 * A transaction is written whole, and before anybody hears that it is complete: what the module believes kept
 * outlives the process.
 * In: the rows of a device's file. Errors: of reading them.
 */
export async function openCryptoStore(rows: CryptoRows): Promise<CryptoStore> {
  await loadStore();
  // Of its own for each opening: what an earlier one left behind in memory is never met again.
  const name = `device ${(opened += 1)}`;
  const shapes = new Map<string, Shape>();
  for (const { base, shape } of rows.bases()) shapes.set(base, JSON.parse(shape) as Shape);
  for (const [base, shape] of shapes) await fill(`${name}${base}`, shape, [...rows.rows(base)]);
  const broken = Promise.withResolvers<never>();
  broken.promise.catch(() => undefined);
  const store: Open = { rows, shapes, isBroken: false, gathered: null, breaks: broken.reject };
  open.set(name, store);
  const close = async () => {
    open.delete(name);
    // A base that waits for a unit that was not written stays as it is.
    if (!store.isBroken) for (const base of shapes.keys()) await empty(`${name}${base}`);
  };
  return {
    name,
    broken: broken.promise,
    isBroken: () => store.isBroken,
    together: (work) => together(store, work),
    flush: () => flush(store),
    close,
  };
}

/** A base of the module is named after its store: "device 1::matrix-sdk-crypto". */
function keeperOf(name: string): Keeper | undefined {
  const end = name.indexOf("::");
  const store = open.get(name.slice(0, end));
  if (end < 0 || !store) return undefined;
  const base = name.slice(end);
  return {
    places: () => store.shapes.get(base)?.places ?? {},
    keep: (steps, upgraded) => {
      if (store.isBroken) throw new Error("An earlier unit could not be written.");
      const unit = { base, steps, ...(upgraded && { shape: JSON.stringify(upgraded) }) };
      if (steps.length === 0 && !upgraded) return;
      if (store.gathered) store.gathered.push(unit);
      else store.rows.write([unit]);
      if (upgraded) store.shapes.set(base, upgraded);
    },
    breaks: (error) => breakWith(store, error),
  };
}

function breakWith(store: Open, error: unknown): void {
  store.isBroken = true;
  store.breaks(error);
}

async function together<Out>(store: Open, work: () => Promise<Out>): Promise<Out> {
  store.gathered = [];
  try {
    return await work();
  } finally {
    flush(store);
    store.gathered = null;
  }
}

function flush(store: Open): void {
  if (!store.gathered?.length) return;
  try {
    store.rows.write(store.gathered);
    store.gathered = [];
  } catch (error) {
    breakWith(store, error);
    throw error;
  }
}

async function fill(name: string, shape: Shape, rows: { place: string; key: string; value: Uint8Array }[]) {
  const opening = indexedDB.open(name, shape.version);
  opening.onupgradeneeded = () => {
    for (const [place, { indexes, ...options }] of Object.entries(shape.places)) {
      const store = opening.result.createObjectStore(place, options);
      for (const [index, { keyPath, ...how }] of Object.entries(indexes)) store.createIndex(index, keyPath, how);
    }
    for (const { place, key, value } of rows) {
      const store = opening.transaction?.objectStore(place);
      const given = store?.keyPath === null ? [JSON.parse(key) as IDBValidKey] : [];
      store?.put(deserialize(value), ...given);
    }
  };
  (await done(opening)).close();
}

/** Gives memory back. Deleting a base would wait for the garbage collector, which closes what the module forgot. */
async function empty(name: string): Promise<void> {
  const base = await done(indexedDB.open(name));
  if (base.objectStoreNames.length > 0) {
    const emptying = base.transaction([...base.objectStoreNames], "readwrite");
    for (const place of base.objectStoreNames) emptying.objectStore(place).clear();
    await new Promise((resolve) => (emptying.oncomplete = resolve));
  }
  base.close();
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB refused without saying why."));
  });
