import { z } from 'zod';
import { businessInvariantText } from '../policies/business-invariants';
import type { Keeper, Violation } from './invariant-keepers';
import type { Subjects } from './subjects';

type LedgerNames = Pick<Subjects, 'ledger' | 'nodes' | 'thing'>;

/** Violations of each invariant that are told one by one. */
const MOST_TOLD = 20;

const zViolation = z.strictObject({
  at: z.number().describe('When: the effect that was too much, or the end of the time for one that was missing. [s]'),
  breach: z
    .enum(['surplus', 'missing', 'over', 'unbalanced'])
    .describe('One too many, one that never came, a sum over the stock, or one that nothing balanced.'),
  entity: z.string().describe('Kind of the thing, by its id among the entities; empty for what the client draws.'),
  number: z.number().describe('Which one.'),
  requests: z.array(z.number()).describe('Numbers of the requests that did it, the latest one last.'),
  nodes: z.array(z.string()).describe('Ids of the nodes where they did it, in the same order.'),
  amount: z.number().describe('Part of the amount that should not be, or that is missing.'),
});

const zInvariantLine = z.strictObject({
  id: z.string(),
  text: z.string().describe('In words.'),
  holds: z.boolean(),
  violations: z.number().describe('Times that it was broken.'),
  amount: z.number().describe('Amounts of the violations, added up: units oversold, money taken twice.'),
  open: z.number().describe('Effects whose answer is not due yet.'),
  forgotten: z.number().describe('Things that had to be forgotten to bound the memory: what was done twice or missing later was not seen.'),
  first: z.array(zViolation).describe(`The first ${MOST_TOLD} violations.`),
});

export const zLedgerLines = z.strictObject({
  effects: z.array(
    z.strictObject({
      id: z.string().describe('Name of the effect.'),
      count: z.number().describe('Times that it happened.'),
      amount: z.number().describe('Sum of the amounts.'),
      recognised: z.number().describe('Times that it was asked for again under the same key and not done.'),
      refused: z.number().describe('Times that it was refused, since too few units were left.'),
    }),
  ),
  invariants: z.array(zInvariantLine),
});
export type LedgerLines = z.infer<typeof zLedgerLines>;
export type InvariantLine = z.infer<typeof zInvariantLine>;
export type ViolationLine = z.infer<typeof zViolation>;

/** The ledger as the report and the frames tell it, of the whole run; undefined where nothing is recorded and nothing claimed. [ns] */
export function ledgerLines(names: LedgerNames, now: number): LedgerLines | undefined {
  const { ledger } = names;
  if (ledger.effects.length === 0 && ledger.keepers.length === 0) return undefined;
  ledger.settle(now);
  return {
    effects: ledger.effects.map(({ name, count, amount, recognised, refused }) => ({ id: name, count, amount, recognised, refused })),
    invariants: ledger.keepers.map((keeper) => invariantLine(keeper, names)),
  };
}

function invariantLine({ invariant, violations, amount, open, forgotten, first }: Keeper, names: LedgerNames): InvariantLine {
  return {
    id: invariant.id,
    text: businessInvariantText(invariant),
    holds: violations === 0,
    violations,
    amount,
    open,
    forgotten,
    first: first.slice(0, MOST_TOLD).map((violation) => violationLine(violation, names)),
  };
}

const violationLine = ({ at, breach, thing, requests, nodes, amount }: Violation, names: LedgerNames): ViolationLine => ({
  at: at / 1e9,
  breach,
  ...names.thing(thing),
  requests: [...requests],
  nodes: nodes.map((index) => names.nodes[index]?.id ?? ''),
  amount,
});

const doing = {
  surplus: 'once too often',
  missing: 'never came',
  over: 'over the stock',
  unbalanced: 'stayed unbalanced',
} as const;

/** A violation in a sentence, without its time: `order 17: once too often, by requests 17 and 21 at payments`. */
export function violationText({ breach, entity, number, requests, nodes }: ViolationLine): string {
  const who = [...new Set(requests)];
  const by = who.length === 1 ? `request ${who[0]}` : `requests ${who.slice(0, -1).join(', ')} and ${who.at(-1)}`;
  return `${entity === '' ? 'thing' : entity} ${number}: ${doing[breach]}, by ${by} at ${[...new Set(nodes)].join(', ')}`;
}
