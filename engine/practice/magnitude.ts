import { estimated, quantities } from './estimate';
import type { EstimateAnswers, EstimateInputs, Quantity } from './estimate-inputs';
import { amount, quantityWords } from './estimate-sheet';

export interface Checked {
  readonly quantity: Quantity;
  /** As the candidate has it. */
  readonly own: number;
  readonly worked: number;
  /** Own over worked. */
  readonly factor: number;
  /** Right: within a factor of two. Near: within a factor of ten. */
  readonly verdict: 'right' | 'near' | 'off';
  /** Plain words on what went wrong; empty where it is right. */
  readonly because: string;
}

const RIGHT = 2;
const NEAR = 10;

/**
 * Holds a candidate's numbers against those worked by hand, by order of magnitude, and looks for what explains a difference: one input, what
 * is easily left out, or a slip of units.
 * @param own answers as the candidate gives them; what is left out is what the inputs come to
 */
export function checkedEstimate(
  { inputs, answers }: { readonly inputs: EstimateInputs; readonly answers: EstimateAnswers },
  { inputs: ownInputs, answers: own = {} }: { readonly inputs: EstimateInputs; readonly answers?: Partial<EstimateAnswers> | undefined },
): Checked[] {
  const sums = estimated(ownInputs);
  return quantities.map((quantity) => {
    const value = own[quantity] ?? sums[quantity];
    const worked = answers[quantity];
    const factor = worked === 0 ? (value === 0 ? 1 : Number.POSITIVE_INFINITY) : value / worked;
    const verdict = isWithin(factor, RIGHT) ? 'right' : isWithin(factor, NEAR) ? 'near' : 'off';
    const because = verdict === 'right' ? '' : explained(quantity, value, sums[quantity], ownInputs, inputs, answers);
    return { quantity, own: value, worked, factor, verdict, because };
  });
}

const isWithin = (factor: number, bound: number): boolean => factor <= bound * 1.0001 && factor >= 1 / (bound * 1.0001);

function explained(
  quantity: Quantity,
  own: number,
  sum: number,
  ownInputs: EstimateInputs,
  inputs: EstimateInputs,
  answers: EstimateAnswers,
): string {
  const asked = `You have ${amount(quantity, own)}, it is about ${amount(quantity, answers[quantity])}.`;
  // The inputs are one thing, the sum over them another.
  if (!isWithin(own / sum, 1.1))
    return `${asked} ${slip(quantity, own, sum, ownInputs) ?? `Your own inputs come to ${amount(quantity, sum)}.`}`;
  const names = (Object.keys(inputs) as (keyof EstimateInputs)[]).filter((name) => inputs[name] !== ownInputs[name]);
  const left = (name: keyof EstimateInputs): number => {
    const factor = estimated({ ...ownInputs, [name]: inputs[name] })[quantity] / answers[quantity];
    return Math.max(factor, 1 / factor);
  };
  const [best] = names.map((name) => ({ name, left: left(name) })).toSorted((a, b) => a.left - b.left);
  if (!best || best.left >= Math.max(own / answers[quantity], answers[quantity] / own)) return asked;
  const most = best.left <= RIGHT ? 'It comes from' : 'Most of it comes from';
  return `${asked} ${most} ${inputWords[best.name]}: you took ${ownInputs[best.name].toLocaleString('en-US')}, the task says ${inputs[best.name].toLocaleString('en-US')}.`;
}

/** What is easily forgotten or mixed up, as the factor that it makes. */
function slip(quantity: Quantity, own: number, sum: number, inputs: EstimateInputs): string | null {
  const factor = own / sum;
  const slips: readonly (readonly [factor: number, words: string])[] = [
    [1 / inputs.peakFactor, 'You left out the peak factor.'],
    [1 / inputs.copies, 'You left out the copies.'],
    [1 / inputs.retentionDays, 'You left out how long things are kept.'],
    [inputs.secondsPerDay, 'You did not divide by the seconds of a day.'],
    [1 / inputs.secondsPerDay, 'You left out the seconds of a day.'],
    [1 + inputs.readsPerWrite, 'You counted all actions as writes.'],
    [8, 'You counted bits for bytes.'],
    [1 / 8, 'You divided by eight: the task counts bytes, not bits.'],
    [1 / 1000, 'A unit slipped by a thousand: kB, MB, GB.'],
    [1000, 'A unit slipped by a thousand: kB, MB, GB.'],
    [1e6, 'A unit slipped by a million.'],
    [1 / 1e6, 'A unit slipped by a million.'],
  ];
  const found = slips.find(([of]) => of !== 1 && isWithin(factor / of, 1.05));
  return found ? `${quantityWords[quantity].title}: ${found[1]}` : null;
}

export const inputWords: Readonly<Record<keyof EstimateInputs, string>> = {
  users: 'the users a day',
  actionsPerUser: 'the actions of a user',
  readsPerWrite: 'the reads for each write',
  peakFactor: 'the peak factor',
  writeBytes: 'the size of a write',
  readBytes: 'the size of a read',
  retentionDays: 'how long things are kept',
  copies: 'the number of copies',
  hotShare: 'the hot share',
  serverRate: 'what one server bears',
  secondsPerDay: 'the seconds of a day',
};
