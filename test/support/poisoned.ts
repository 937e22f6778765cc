import { load } from '../../engine/design/file';
import type { Design } from '../../engine/design/schema';

/** Attacks. Each word that would act is `pwned`, so that it can be found wherever it must not be. */
const attacks = [
  '"><script>pwned()</script><img src=x onerror=pwned()>',
  "'];pwned();//\\\npwned: 1\n---\nclick a pwned",
  '=pwned(1)|x!A1\n"@pwned',
  '${pwned()} {{pwned}} `pwned()` #{pwned} %pwned%',
  '[x](javascript:pwned()) ![x](http://pwned) <http://pwned>',
  '\n@enduml\n!include http://pwned\nend\npwned',
  ']]></text><script>pwned()</script>\n*/ pwned() /*',
  '&pwned !!js/function pwned *pwned\n- <<: *pwned',
  '"] ; pwned [URL="javascript:pwned()"',
  '+pwned(1)\t-pwned() | pwned |',
];

/** Every text of a design, not the keys. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value instanceof Object ? Object.values(value).flatMap(textsIn) : [];
}
function replaced(value: unknown, from: string, to: string): unknown {
  if (typeof value === 'string') return value === from ? to : value;
  if (Array.isArray(value)) return value.map((each) => replaced(each, from, to));
  if (!(value instanceof Object)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replaced(each, from, to)]));
}

/** The design with an attack for every text that the reader of files takes one for, wherever that text stands. */
export function poisoned(original: Design): { readonly design: Design; readonly texts: number } {
  let design: Design = {
    ...original,
    notes: [{ id: 'note', text: 'A note', position: { x: 0, y: 0 } }],
    faults: [
      {
        id: 'crash',
        action: 'replica-crash',
        target: { kind: 'service' },
        params: {},
        startAfter: '2s',
        duration: '1s',
      },
    ],
    groups: [...(original.groups ?? []), { id: 'extra', kind: 'context', name: 'A group' }],
  };
  let texts = 0;
  for (const text of new Set(textsIn(design))) {
    for (const length of [200, 60]) {
      const attack = `${attacks[texts % attacks.length]}${texts}`.slice(-length);
      const next = replaced(design, text, attack) as Design;
      if (!load(JSON.stringify(next)).ok) continue;
      design = next;
      texts += 1;
      break;
    }
  }
  return { design, texts };
}
