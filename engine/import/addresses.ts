/** A host that a setting names. */
export interface Address {
  readonly host: string;
  readonly port: number | null;
  /** Whether it stood in a form that only addresses have: a URL, or with a port. A bare word may be anything. */
  readonly sure: boolean;
}

/** Settings whose values are addresses, by the words in their names. */
const addressWords =
  /(^|_|-|\.)(addr|address|addresses|host|hosts|hostname|url|urls|uri|dsn|endpoint|endpoints|server|servers|broker|brokers|bootstrap|upstream|backend|target|service)(_|-|\.|$)/i;
const addressTail = /(addr|address|host|hostname|url|uri|dsn|endpoint|servers?|brokers?)$/i;

const name = '[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9])?';
const url = new RegExp(`\\b[a-z][a-z0-9+.-]{0,30}:(?:[a-z]{1,20}:)?//(?:[^\\s/@,"']{0,200}@)?(${name})(?::(\\d{1,5}))?`, 'gi');
const pair = new RegExp(`(?:^|[\\s,;=(@"'])(${name}):(\\d{2,5})(?=$|[\\s,;/)?"'])`, 'g');
const word = new RegExp(`^${name}$`);

/** Longest text that is looked at: settings are short. */
const LONGEST = 4_000;

/**
 * The hosts in the value of a setting: in URLs, as `host:port`, in lists of those, and as a bare word where the setting's name
 * says that it is an address. `${NAME:-default}` stands for its default.
 */
export function addressesIn(setting: string, value: string): readonly Address[] {
  const text = value.slice(0, LONGEST).replaceAll(/\$\{[A-Za-z0-9_]{1,100}:?-([^${}]{0,200})\}/g, '$1');
  const found: Address[] = [];
  for (const [, host, port] of text.matchAll(url)) found.push({ host: host!.toLowerCase(), port: portOf(port), sure: true });
  for (const [, host, port] of text.matchAll(pair))
    if (!found.some((one) => one.host === host!.toLowerCase())) found.push({ host: host!.toLowerCase(), port: portOf(port), sure: true });
  // What follows the @ of a connection string without a scheme, and texts such as "Server=db;Database=shop".
  for (const [, host] of text.matchAll(/(?:server|host|data source)\s*=\s*([A-Za-z0-9][A-Za-z0-9._-]{0,200})/gi))
    found.push({ host: host!.toLowerCase(), port: null, sure: false });
  if (found.length === 0 && isAddressName(setting))
    for (const one of text.split(',')) if (word.test(one.trim())) found.push({ host: one.trim().toLowerCase(), port: null, sure: false });
  return found.filter(({ host }) => /[a-z]/.test(host) && !isOwn(host));
}

/** Whether a setting's name says that its value is an address. */
export const isAddressName = (setting: string): boolean => addressWords.test(setting) || addressTail.test(setting);

const isOwn = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || host.startsWith('127.') || host === 'host.docker.internal';
const portOf = (text: string | undefined): number | null => (text === undefined ? null : Number(text));

/** Whether a host is one of the Internet's rather than of this system: it has dots, and an ending that is no cluster's. */
export const isPublic = (host: string): boolean =>
  /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/.test(host) &&
  !/\.(svc|local|internal|lan|cluster|test|example|invalid|localdomain|default)$/.test(host) &&
  !/\.svc\./.test(host);
