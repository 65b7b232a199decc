import { serialize } from "node:v8";
import type { Step } from "../../db/file/crypto-rows.ts";

export interface Index {
  keyPath: string | string[];
  unique: boolean;
  multiEntry: boolean;
}

/** A place for values in a base: an object store, in the words of IndexedDB. */
export interface Place {
  keyPath: string | string[] | null;
  autoIncrement: boolean;
  indexes: Record<string, Index>;
}

/** Who keeps what changes in one base. */
export interface Keeper {
  /** The places of the base, before an upgrade changes them. */
  places(): Record<string, Place>;
  /** Keeps what one transaction did; the places only after an upgrade. Throws: then nobody hears of its end. */
  keep(steps: readonly Step[], upgraded: { version: number; places: Record<string, Place> } | null): void;
  /** Hears why something could not be kept. */
  breaks(error: unknown): void;
}

/** What a transaction did so far. Keys are known only when it is complete, so the steps are made then. */
interface Noted {
  steps: (() => Step | null)[];
  places: Record<string, Place> | null;
}

const noted = new WeakMap<IDBTransaction, Noted>();
const upgrades = new WeakMap<IDBDatabase, Noted>();

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

/**
 * Has everything that changes something in an IndexedDB kept, before anybody hears that it is complete. To be called
 * once. It uses only the public interface, and that each transaction begins with IDBDatabase.transaction, that of an
 * upgrade too.
 * In: who keeps a base, by its name; undefined: nobody.
 */
export function keepChanges(keeperOf: (name: string) => Keeper | undefined): void {
  after(IDBDatabase.prototype, "transaction", (transaction, base) => {
    const keeper = keeperOf(base.name);
    if (keeper) begin(transaction, base, keeper);
  });
  after(IDBDatabase.prototype, "createObjectStore", ({ name, keyPath, autoIncrement }, database) => {
    const upgrade = upgrades.get(database);
    if (autoIncrement && keyPath !== null)
      throw new Error("The crypto module uses a kind of place that its store does not know: pin it.");
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
  const under = ({ source }: IDBCursor) => ("objectStore" in source ? source.objectStore : source);
  after(IDBCursor.prototype, "update", (request, cursor, [value]) =>
    note(under(cursor), () => putting(under(cursor).name, value, request)),
  );
  after(IDBCursor.prototype, "delete", (request, cursor) =>
    note(under(cursor), () => leaving(under(cursor).name, cursor.primaryKey, request)),
  );
}

function begin(transaction: IDBTransaction, base: IDBDatabase, keeper: Keeper): void {
  const isUpgrade = transaction.mode === "versionchange";
  const begun: Noted = { steps: [], places: isUpgrade ? structuredClone(keeper.places()) : null };
  noted.set(transaction, begun);
  if (isUpgrade) upgrades.set(base, begun);
  // The first listener: the others hear only of what is kept.
  transaction.addEventListener("complete", (event) => {
    try {
      const steps = begun.steps.map((make) => make()).filter((step) => step !== null);
      keeper.keep(steps, begun.places && { version: base.version, places: begun.places });
    } catch (error) {
      event.stopImmediatePropagation();
      keeper.breaks(error);
    }
  });
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
