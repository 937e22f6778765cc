import { load } from '../design/file';
import { type ContractChange, contractChanges } from '../export/contract-changes';
import { listed } from '../export/words';
import { asJson, refuse } from './answer';
import { type ExitCode, exitCodes, type Io } from './io';
import { readText } from './read-file';

export interface ChangesOptions {
  readonly json?: boolean;
}

/** `faultline changes`: what changed in contracts from one version of a design to another. */
export async function changesCommand(older: string, newer: string, { json = false }: ChangesOptions, io: Io): Promise<ExitCode> {
  const designs = [];
  for (const path of [older, newer]) {
    const text = await readText(path);
    const file = text.ok ? load(text.value) : text;
    if (!file.ok) return refuse(file.problems, json, io);
    designs.push(file.value.design);
  }
  const [before, after] = designs;
  const changes = contractChanges(before!, after!);
  if (!changes.ok) return refuse(changes.problems, json, io);
  const breaking = changes.value.filter(({ kind }) => kind === 'breaking').length;
  io.out(
    json
      ? asJson({ format: 'faultline-changes-1', before: before!.name, after: after!.name, breaking, changes: changes.value })
      : changesText(changes.value),
  );
  return breaking > 0 ? exitCodes.failed : exitCodes.fine;
}

const titles = { breaking: 'Breaking', deprecated: 'Deprecated', additive: 'Additive' } as const;

/** As people read it: a change log. */
function changesText(changes: readonly ContractChange[]): string {
  if (changes.length === 0) return 'No contract changed.\n';
  return (['breaking', 'deprecated', 'additive'] as const)
    .flatMap((kind) => {
      const those = changes.filter((change) => change.kind === kind);
      return those.length > 0 ? [`${titles[kind]}:\n${those.map((change) => `  ${lineOf(change)}\n`).join('')}`] : [];
    })
    .join('');
}

const lineOf = ({ subject, text, consumers }: ContractChange): string =>
  `${subject}: ${text}${consumers.length > 0 ? ` (relied on by ${listed(consumers)})` : ''}`;
