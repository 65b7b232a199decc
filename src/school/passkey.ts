/** The site that passkeys are made for and used on. */
export interface PasskeySite {
  /** The name that browsers bind them to: a host. */
  id: string;
  /** Where the pages are, as browsers say it: with scheme and port. */
  origin: string;
  /** Where one signs in there. */
  signIn: string;
}

/**
 * The site of our pages for passkeys: browsers give them to a host by name, over TLS, or on this machine alone. On an
 * address of loopback it is `localhost`, where the same pages are.
 * In: the address of the pages, with the path of a school where it has one. Out: null where no browser would give any.
 */
export function passkeySite(publicUrl: string): PasskeySite | null {
  const { protocol, hostname, port, origin, pathname } = new URL(publicUrl);
  const at = (id: string, site: string) => ({
    ...{ id, origin: site, signIn: `${site}${pathname.replace(/\/$/, "")}/office/sign-in` },
  });
  if (isLoopback(hostname)) return at("localhost", `${protocol}//localhost${port === "" ? "" : `:${port}`}`);
  const isNumber = hostname.startsWith("[") || /^[\d.]+$/.test(hostname);
  return protocol === "https:" && !isNumber ? at(hostname, origin) : null;
}

/** Whether a host is this machine. In: as it stands in an address. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/**
 * Whether a passkey was used nowhere else in between, by how often its device says that it was used (WebAuthn 2, 7.2,
 * step 21). Many devices do not count, and say 0 each time.
 */
export function counterGoesOn(before: number, now: number): boolean {
  return (before === 0 && now === 0) || now > before;
}
