import { addressesIn, isAddressName, isPublic } from './addresses';
import type { Component, Connection } from './infrastructure';
import { kindOf } from './component-kinds';
import { listed, type NoteTaker } from './note-taker';

/** Components by the names that others find them under, in small letters. */
export type Names = ReadonlyMap<string, readonly string[]>;

interface Settings {
  readonly owner: string;
  /** Names and values; a word of a command line has no name. */
  readonly settings: readonly (readonly [string, string])[];
}

interface Found {
  readonly connections: readonly Connection[];
  /** Third parties that settings name. */
  readonly outside: readonly Component[];
}

/** Who knows whose address: a component that is told where another one is will call it, most likely. */
export function foundLinks(all: readonly Settings[], names: Names, notes: NoteTaker): Found {
  const connections: Connection[] = [];
  const outside = new Map<string, Component>();
  for (const { owner, settings } of all) {
    const told = new Map<string, string>();
    for (const [setting, value] of settings) {
      for (const { host, sure } of addressesIn(setting, value)) {
        const targets = byHost(host, names);
        if (targets.length > 0) {
          for (const to of targets) {
            if (to !== owner && !told.has(to)) told.set(to, setting);
            connections.push({ from: owner, to, stated: true });
          }
        } else if (sure && isPublic(host) && isAddressName(setting)) {
          if (!outside.has(host)) outside.set(host, thirdParty(host, names));
          connections.push({ from: owner, to: outside.get(host)!.name, stated: true });
        } else if (sure && isAddressName(setting))
          notes.missing(`“${owner}” is told of “${host}” (${setting}), which is not in the file: there is no link.`);
      }
    }
    if (told.size > 0)
      notes.inferred(
        `“${owner}” calls ${listed([...told.keys()])}: addresses in its settings (${[...new Set(told.values())].map((name) => name || 'its command').join(', ')}).`.slice(
          0,
          600,
        ),
      );
  }
  for (const { name } of outside.values()) notes.inferred(`“${name}” is a third party: its address is one of the Internet's.`);
  return { connections, outside: [...outside.values()] };
}

/** The name itself, or the first part of a cluster's: `cart.shop.svc.cluster.local`, `kafka-0.kafka`. */
function byHost(host: string, names: Names): readonly string[] {
  const exact = names.get(host);
  if (exact) return exact;
  const parts = host.split('.');
  // `cart.shop` is a service and its namespace; `cart.shop.example.com` is somebody else's.
  if (parts.length > 2 && isPublic(host)) return [];
  return names.get(parts[0]!) ?? (parts.length > 1 ? (names.get(parts[1]!) ?? []) : []);
}

function thirdParty(host: string, names: Names): Component {
  let name = host.slice(0, 100);
  while (names.has(name)) name += ' (outside)';
  const { kind, sure } = kindOf({ name: '', technology: host });
  return { name, open: false, kind: sure && kind !== 'service' ? kind : 'external' };
}
