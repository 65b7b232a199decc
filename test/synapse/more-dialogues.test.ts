import { dialoguesOnSynapse } from "../support/synapse-dialogues.ts";

dialoguesOnSynapse(["join-and-ask", "pupil"], 1);
