import type { DeviceFile } from "../../db/file/device-file.ts";
import { isObject, isText, type Sync } from "./events.ts";
import type { Hands } from "./hands.ts";
import { MatrixRefusal, segment } from "./server.ts";

/** What the account keeps of who reads with it: who has asked last, and whose device has worked last. */
interface Note {
  by: string | null;
  worked: string | null;
}

/** Under this the account keeps it; whoever syncs hears of it. */
export const noteOfReaders = "de.janein.reader";

const once = { once: true };
const keepsNothing =
  "the server keeps nothing for its accounts: nobody sees whether another process reads with this one";

/** The note as the server keeps it. */
function openNote(hands: Hands, by: string) {
  let [isMine, keepsNone] = [false, false];
  const path = () => `/_matrix/client/v3/user/${segment(hands.me())}/account_data/${noteOfReaders}`;

  async function unlessRefused<Out>(asks: Promise<Out>, otherwise: Out): Promise<Out> {
    try {
      return await asks;
    } catch (error) {
      if (!(error instanceof MatrixRefusal) || ![400, 403, 404, 405].includes(error.status)) throw error;
      if (error.errcode !== "M_NOT_FOUND") {
        if (!keepsNone) hands.warn({}, keepsNothing);
        keepsNone = true;
      }
      return otherwise;
    }
  }

  return {
    /** Whether it is this process's, as far as is known. */
    isMine: () => isMine,
    keepsNone: () => keepsNone,

    async read(): Promise<Note> {
      const note = noteIn(await unlessRefused(hands.server.call("GET", path(), undefined, once), {}));
      isMine = note.by === by;
      return note;
    },

    async write(worked: string | null): Promise<void> {
      await unlessRefused(hands.server.call("PUT", path(), { by, worked }, once), {});
      isMine = !keepsNone;
    },
  };
}

/**
 * The account's own note of who reads, which every process sees that signs in with it. It is written only where it is
 * another's: as long as nobody else comes, once in a life.
 */
export function openReaders(hands: Hands, file: Pick<DeviceFile, "reader" | "keepReader">) {
  const by = hands.newId();
  const note = openNote(hands, by);
  let [works, isBehind] = [false, false];

  /** The device that reads, by a name of its own: two may have one token. */
  function device() {
    const kept = file.reader();
    if (kept) return kept;
    const begun = { name: hands.newId(), isBehind: false };
    file.keepReader(begun);
    return begun;
  }

  /** Whether the newest note is its own; null where none is kept. */
  async function looks(): Promise<boolean | null> {
    if (!note.keepsNone()) await note.read();
    return note.keepsNone() ? null : note.isMine();
  }

  return {
    looks,

    /** It asks for what is new: the newest note is its own from now on. */
    async asks(isFirst: boolean): Promise<void> {
      works &&= isFirst;
      if (note.isMine() || note.keepsNone()) return;
      // What it knows by itself it does not ask for: another one may write again what it had read before.
      await note.write(works ? device().name : (await note.read()).worked);
    },

    /** Whether a sync tells of somebody else who has asked since. */
    async isAnotherIn(sync: Sync): Promise<boolean> {
      const all = (sync.account_data?.events ?? []).filter(isObject).filter(({ type }) => type === noteOfReaders);
      const isAnothers = all.some(({ content }) => isObject(content) && noteIn(content).by !== by);
      // It may be older than the own one by now.
      return isAnothers && (await looks()) === false;
    },

    /**
     * It is the first of those who read, and works. Out: whether another device has worked meanwhile; so it is after
     * a death as well, until what that one has left is done.
     */
    async works(): Promise<boolean> {
      if (works || note.keepsNone()) return false;
      const kept = device();
      const { worked } = await note.read();
      isBehind = kept.isBehind || (worked !== null && worked !== kept.name);
      if (isBehind) file.keepReader({ ...kept, isBehind });
      if (worked !== kept.name) await note.write(kept.name);
      works = true;
      return isBehind;
    },

    /** What others had left is done. */
    hasCaughtUp(): void {
      if (isBehind) file.keepReader({ ...device(), isBehind: false });
      isBehind = false;
    },
  };
}

export type Readers = ReturnType<typeof openReaders>;

const noteIn = ({ by, worked }: Record<string, unknown>): Note => ({
  by: isText(by) ? by : null,
  worked: isText(worked) ? worked : null,
});
