import { parentPort, workerData } from "node:worker_threads";
import { type Lists, lookAtLists } from "../school/look-at-lists.ts";
import { shortId } from "./short-id.ts";

/** The thread in which the office's files are looked at: it has no database, and what it does can be ended. */
const { lists, secret } = workerData as { lists: Lists; secret: string };
parentPort?.postMessage(lookAtLists(lists, secret, shortId));
