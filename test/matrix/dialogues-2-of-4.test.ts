import { dialoguesOn, part } from "../support/all-dialogues.ts";

// School looks at it when it is loaded.
process.env.MESSENGER = "matrix";
dialoguesOn("in rooms of a server in a box", part(2, 4));
