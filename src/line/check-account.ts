import { inItsWord } from "../house/in-its-word.ts";
import { passkeySite } from "../school/passkey.ts";
import type { Config } from "../wiring/config.ts";
import { accountSettings } from "../wiring/school-account-settings.ts";
import { backFrom, discovered } from "../office/staff/school-account.ts";
import type { Found } from "./check-files.ts";

/** By which ways the office's people can come in: passkeys are bound to the address of the pages. */
export function checkPasskeys({ PUBLIC_URL, HOST, PORT }: Config): Found {
  const what = "passkeys";
  const site = passkeySite(PUBLIC_URL ?? `http://${HOST.includes(":") ? `[${HOST}]` : HOST}:${PORT}`);
  return {
    what,
    isRight: true,
    says: site
      ? `made for ${site.id}, and good at ${site.origin} alone: another PUBLIC_URL voids them`
      : "none: browsers give them to a name with https://, which is set as PUBLIC_URL; the office signs in with links",
  };
}

/** Whether the school's own sign-in answers, and is what it is called; nothing where none is set. */
export async function checkAccount(config: Config): Promise<Found[]> {
  const settings = accountSettings(config);
  if (settings === null) return [];
  const what = "accounts";
  const { issuer, publicUrl } = settings;
  try {
    const server = (await discovered(settings)).serverMetadata();
    if (server.authorization_endpoint === undefined || server.token_endpoint === undefined)
      return [{ what, isRight: false, says: `${issuer} is no place to sign in: look at OIDC_ISSUER` }];
    const says = `${issuer} answers; as redirect address it must know ${backFrom(publicUrl)}`;
    return [{ what, isRight: true, says }];
  } catch (error) {
    const says = `${issuer} does not answer as OpenID Connect (${inItsWord(error)}): see to the network or OIDC_ISSUER`;
    return [{ what, isRight: false, says }];
  }
}
