import { deserialize, serialize } from "node:v8";
import type { CryptoRows, Step } from "../../db/file/device-file.ts";

/** A place in memory that the crypto module takes for the browser's, and that is on the disk. */
export interface CryptoStore {
  /** Under this name the crypto module finds its bases. */
  readonly name: string;
  /** Never fulfilled; rejected once a unit could not be written: from then on memory is ahead of the disk. */
  readonly broken: Promise<never>;
  /** Nothing is written any more; memory is given back. The module must have closed its bases. */
  close(): Promise<void>;
}

interface Index {
  keyPath: string | string[];
  unique: boolean;
  multiEntry: boolean;
}
interface Place {
  keyPath: string | string[] | null;
  autoIncrement: boolean;
  indexes: Record<string, Index>;
}
interface Shape {
  version: number;
  places: Record<string, Place>;
}
/** What a transaction did so far. Keys are known only when it is complete, so the steps are made then. */
interface Noted {
  base: string;
  steps: (() => Step | null)[];
  places: Record<string, Place> | null;
}
interface Open {
  rows: CryptoRows;
  shapes: Map<string, Shape>;
  broken: boolean;
  breaks(error: unknown): void;
}

const open = new Map<string, Open>();
const noted = new WeakMap<IDBTransaction, Noted>();
const upgrades = new WeakMap<IDBDatabase, Noted>();
let opened = 0;
let watching: Promise<void> | undefined;

/**
 * Opens the store of the crypto module: IndexedDB in memory, filled from the rows and written through into them.
 * A transaction is written whole, and before anybody hears that it is complete: what the module believes kept
 * outlives the process. It uses only the public interface of IndexedDB, and that its transactions begin with
 * IDBDatabase.transaction, those of an upgrade too.
 * In: the rows of a device's file. Errors: of reading them.
 */
export async function openCryptoStore(rows: CryptoRows): Promise<CryptoStore> {
  // @ts-expect-error: it comes without types, and nothing is taken from it
  watching ??= import("fake-indexeddb/auto").then(watch);
  await watching;
  // Of its own for each opening: what an earlier one left behind in memory is never met again.
  const name = `device ${(opened += 1)}`;
  const shapes = new Map<string, Shape>();
  for (const { base, shape } of rows.bases()) shapes.set(base, JSON.parse(shape) as Shape);
  for (const [base, shape] of shapes) await fill(`${name}${base}`, shape, [...rows.rows(base)]);
  const broken = Promise.withResolvers<never>();
  broken.promise.catch(() => undefined);
  const store: Open = { rows, shapes, broken: false, breaks: broken.reject };
  open.set(name, store);
  const close = async () => {
    open.delete(name);
    for (const base of shapes.keys()) await done(indexedDB.deleteDatabase(`${name}${base}`));
  };
  return { name, broken: broken.promise, close };
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

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB refused without saying why."));
  });

/** Keys are compared as texts in the file: only those that have exactly one text are taken. */
function textOf(key: IDBValidKey): string {
  const isPlain = (one: unknown): boolean =>
    typeof one === "string" || typeof one === "number" || (Array.isArray(one) && one.every(isPlain));
  if (!isPlain(key)) throw new Error("The crypto module uses a kind of key that its store does not know: pin it.");
  return JSON.stringify(key);
}

/** Has somebody hear of each call that a method has served: what came of it, whose method it is, what was given. */
function after<Of extends object, Method extends keyof Of>(
  prototype: Of,
  method: Method,
  hears: Of[Method] extends (...given: infer Given) => infer Result
    ? (result: Result, self: Of, given: Given) => void
    : never,
): void {
  const serve = prototype[method] as (this: Of, ...given: unknown[]) => unknown;
  const tell = hears as (result: unknown, self: Of, given: unknown[]) => void;
  prototype[method] = function (this: Of, ...given: unknown[]) {
    const result = serve.apply(this, given);
    tell(result, this, given);
    return result;
  } as Of[Method];
}

/** Hears of everything that changes something. Bases of nobody who is open here go unwatched. */
function watch(): void {
  after(IDBDatabase.prototype, "transaction", begin);
  after(IDBDatabase.prototype, "createObjectStore", ({ name, keyPath, autoIncrement }, database) => {
    const upgrade = upgrades.get(database);
    if (upgrade?.places) upgrade.places[name] = { keyPath, autoIncrement, indexes: {} };
  });
  after(IDBDatabase.prototype, "deleteObjectStore", (_, database, [name]) => {
    const upgrade = upgrades.get(database);
    delete upgrade?.places?.[name];
    upgrade?.steps.push(() => ({ place: name, emptied: true }));
  });
  const place = IDBObjectStore.prototype;
  after(place, "createIndex", ({ name, keyPath, unique, multiEntry }, store) => {
    const indexes = noted.get(store.transaction)?.places?.[store.name]?.indexes;
    if (indexes) indexes[name] = { keyPath, unique, multiEntry };
  });
  after(place, "deleteIndex", (_, store, [name]) => {
    delete noted.get(store.transaction)?.places?.[store.name]?.indexes[name];
  });
  after(place, "put", (request, store, [value]) => note(store, () => putting(store.name, value, request)));
  after(place, "add", (request, store, [value]) => note(store, () => putting(store.name, value, request)));
  after(place, "clear", (_, store) => note(store, () => () => ({ place: store.name, emptied: true })));
  after(place, "delete", (request, store, [which]) => note(store, () => leaving(store.name, which, request)));
  const cursor = IDBCursor.prototype;
  after(cursor, "update", (request, { source }, [value]) => {
    const store = "objectStore" in source ? source.objectStore : source;
    note(store, () => putting(store.name, value, request));
  });
  after(cursor, "delete", (request, { source, primaryKey }) => {
    const store = "objectStore" in source ? source.objectStore : source;
    note(store, () => leaving(store.name, primaryKey, request));
  });
}

function begin(transaction: IDBTransaction, database: IDBDatabase): void {
  const end = database.name.indexOf("::");
  const store = open.get(database.name.slice(0, end));
  if (end < 0 || !store) return;
  const base = database.name.slice(end);
  const isUpgrade = transaction.mode === "versionchange";
  const places = isUpgrade ? structuredClone(store.shapes.get(base)?.places ?? {}) : null;
  const begun: Noted = { base, steps: [], places };
  noted.set(transaction, begun);
  if (isUpgrade) upgrades.set(database, begun);
  // The first listener: the others hear only what is on the disk.
  transaction.addEventListener("complete", (event) => {
    try {
      if (store.broken) throw new Error("An earlier unit was not written.");
      keep(store, begun, database.version);
    } catch (error) {
      event.stopImmediatePropagation();
      store.broken = true;
      store.breaks(error);
    }
  });
}

function keep(store: Open, { base, steps, places }: Noted, version: number): void {
  const made = steps.map((make) => make()).filter((step) => step !== null);
  if (places) store.shapes.set(base, { version, places });
  const shape = places ? { shape: JSON.stringify({ version, places }) } : {};
  if (made.length > 0 || places) store.rows.write({ base, ...shape, steps: made });
}

function note(store: IDBObjectStore, stepOf: () => Noted["steps"][number]): void {
  noted.get(store.transaction)?.steps.push(stepOf());
}

/** The value as it is now, because its owner may change it; the key as it is at the end, because it may be made. */
function putting(place: string, value: unknown, request: IDBRequest<IDBValidKey>): () => Step | null {
  const bytes = serialize(value);
  return () => (request.error ? null : { place, key: textOf(request.result), value: bytes });
}

function leaving(place: string, which: IDBValidKey | IDBKeyRange, request: IDBRequest): () => Step | null {
  const isRange = which instanceof IDBKeyRange;
  const leaves = (key: string) => isRange && which.includes(JSON.parse(key));
  return () => (request.error ? null : isRange ? { place, leaves } : { place, key: textOf(which), gone: true });
}
