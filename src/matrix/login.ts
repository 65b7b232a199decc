import type { DeviceFile, Session } from "../../db/file/device-file.ts";
import { isText } from "./events.ts";
import { MatrixRefusal, type Server } from "./server.ts";

/** With what the bot signs in. */
export interface Credentials {
  /** "janein" or "@janein:schule.example". */
  user: string;
  password: string | null;
  token: string | null;
}

/**
 * Signs in once: the token and the device are kept, and a device whose keys parents' phones know is never given up
 * without need. Errors: MatrixRefusal (401, 403) where the server knows no such account, or takes the token no more.
 */
export async function signedIn(server: Server, file: DeviceFile, credentials: Credentials): Promise<Session> {
  const kept = file.session();
  const token = credentials.token ?? kept?.token ?? null;
  if (token !== null) {
    server.as(token);
    try {
      return keptAs(file, { ...asMeant(await whoIs(server), credentials), token });
    } catch (error) {
      if (!(error instanceof MatrixRefusal) || error.status !== 401 || credentials.password === null) throw error;
    }
  }
  server.as(null);
  return keptAs(file, asMeant(await withPassword(server, credentials, kept), credentials));
}

/** Errors: MatrixRefusal (401) where a token is another account's than the one that is set. */
function asMeant<Who extends { userId: string }>(who: Who, { user }: Credentials): Who {
  if (user.includes(":") && user !== who.userId) throw new MatrixRefusal(401, { errcode: "M_ANOTHER_USER" });
  return who;
}

async function whoIs(server: Server): Promise<Omit<Session, "token">> {
  const { user_id: userId, device_id: deviceId } = await server.call(
    "GET",
    "/_matrix/client/v3/account/whoami",
    undefined,
    asking,
  );
  if (!isText(userId)) throw noAnswer();
  if (!isText(deviceId)) throw new MatrixRefusal(401, { errcode: "M_MISSING_DEVICE" });
  return { userId, deviceId };
}

async function withPassword(server: Server, { user, password }: Credentials, kept: Session | null): Promise<Session> {
  if (password === null) throw new MatrixRefusal(401, { errcode: "M_MISSING_TOKEN" });
  const asked = {
    type: "m.login.password",
    identifier: { type: "m.id.user", user },
    password,
    initial_device_display_name: "JaNein",
    ...(kept ? { device_id: kept.deviceId } : {}),
  };
  const said = await server.call("POST", "/_matrix/client/v3/login", asked, asking).catch((error: unknown) => {
    // Of a password the server says so: whoever is to mend it is told of the password, and not of the network.
    throw error instanceof MatrixRefusal && error.status === 403 ? new MatrixRefusal(401, error.body) : error;
  });
  const { user_id: userId, device_id: deviceId, access_token: token } = said;
  if (!isText(userId) || !isText(deviceId) || !isText(token)) throw noAnswer();
  server.as(token);
  return { userId, deviceId, token };
}

/** Whoever signs in asks again anyway. */
const asking = { once: true, signsIn: true };
/** What says nothing of whom it means must not part the bot from its device. */
const noAnswer = () => new MatrixRefusal(502, {});

/** Another account, or another device of it, begins with nothing of the one before. */
function keptAs(file: DeviceFile, session: Session): Session {
  const before = file.session();
  if (before && (before.userId !== session.userId || before.deviceId !== session.deviceId)) file.forget();
  file.keepSession(session);
  return session;
}
