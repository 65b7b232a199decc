import { dialoguesOnSynapse } from "../support/synapse-dialogues.ts";

// The heart of it; all others: npm run test:synapse.
dialoguesOnSynapse(["give-consent", "withdraw-consent"], 0);
