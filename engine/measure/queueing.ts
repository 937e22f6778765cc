import { exp, log } from '../core/exp-log';

// Closed forms of one station in steady state. Times and rates in any unit, as long as it is one; λ arrivals, S mean service time, c servers.

/** What a formula says of one station. Of accepted calls, where some are turned away. */
export interface Station {
  /** Share of server time that is held. */
  readonly utilization: number;
  /** Share of calls that are turned away. */
  readonly loss: number;
  readonly meanWait: number;
  /** P(wait > t). */
  readonly waitTail: (t: number) => number;
}

/** Share of calls that c servers without a queue turn away (Erlang's loss formula), a erlangs offered. */
export function erlangB(c: number, a: number): number {
  let b = 1;
  for (let n = 1; n <= c; n++) b = (a * b) / (n + a * b);
  return b;
}

/** Probability that a call must wait for one of c servers with an endless queue (Erlang's delay formula), a < c erlangs offered. */
export function erlangC(c: number, a: number): number {
  const b = erlangB(c, a);
  return b / (1 - (a / c) * (1 - b));
}

/** M/M/c. Kleinrock, "Queueing Systems" vol. 1 (1975), 3.5. */
export function mmc(lambda: number, mean: number, c: number): Station {
  const wait = erlangC(c, lambda * mean);
  const spare = c / mean - lambda;
  return { utilization: (lambda * mean) / c, loss: 0, meanWait: wait / spare, waitTail: (t) => wait * exp(-spare * t) };
}

/** M/M/c with room for so many waiting calls. Gross and Harris, "Fundamentals of Queueing Theory", 2.5. */
export function mmck(lambda: number, mean: number, c: number, room: number): Station {
  const rho = (lambda * mean) / c;
  // Weights of the states c, c + 1 … c + room, the heaviest 1; and of all states below c together.
  const weights = new Float64Array(room + 1);
  weights[rho > 1 ? room : 0] = 1;
  if (rho > 1) for (let j = room - 1; j >= 0; j--) weights[j] = weights[j + 1]! / rho;
  else for (let j = 1; j <= room; j++) weights[j] = weights[j - 1]! * rho;
  const below = (1 / erlangB(c, lambda * mean) - 1) * weights[0]!;
  const total = weights.reduce((sum, weight) => sum + weight, below);
  const accepted = total - weights[room]!;
  const loss = weights[room]! / total;
  // A call that finds j waiting waits for j + 1 departures: Erlang.
  let [rest, departures] = [0, 0];
  const findsAtLeast = new Float64Array(room);
  for (let j = room - 1; j >= 0; j--) {
    rest += weights[j]! / accepted;
    findsAtLeast[j] = rest;
    departures += ((j + 1) * weights[j]!) / accepted;
  }
  const departure = mean / c;
  return {
    utilization: rho * (1 - loss),
    loss,
    meanWait: departures * departure,
    waitTail: (t) => poissonSum(t / departure, findsAtLeast),
  };
}

/** Σ of P(N = i) · terms[i], N Poisson with mean x. Begun at the largest probability, so that none is lost below the smallest double. */
function poissonSum(x: number, terms: Float64Array): number {
  if (terms.length === 0) return 0;
  const mode = Math.min(Math.floor(x), terms.length - 1);
  let factorial = 0;
  for (let i = 2; i <= mode; i++) factorial += log(i);
  const top = x === 0 ? 1 : exp(mode * log(x) - x - factorial);
  let sum = top * terms[mode]!;
  for (let i = mode - 1, p = top; i >= 0 && p > 0; i--) {
    p *= (i + 1) / x;
    sum += p * terms[i]!;
  }
  for (let i = mode + 1, p = top; i < terms.length && p > 0; i++) {
    p *= x / i;
    sum += p * terms[i]!;
  }
  return sum;
}

/** c servers without a queue: what is turned away depends on the mean service time only (Erlang 1917; Sevastyanov 1957). */
export function erlangLoss(lambda: number, mean: number, c: number): Station {
  const loss = erlangB(c, lambda * mean);
  return { utilization: (lambda * mean * (1 - loss)) / c, loss, meanWait: 0, waitTail: () => 0 };
}

/**
 * M/G/1 by Pollaczek and Khinchine. The mean is exact; the tail is that of an exponential with the right mean among those who wait, as it
 * is for M/M/1.
 */
export function mg1(lambda: number, mean: number, scv: number): Station {
  const rho = lambda * mean;
  const meanWait = (rho * mean * (1 + scv)) / (2 * (1 - rho));
  return { utilization: rho, loss: 0, meanWait, waitTail: (t) => rho * exp((-rho * t) / meanWait) };
}

/** Beyond this many erlangs times services the alternating sum would lose its digits. */
const ALTERNATING = 8;

/** M/D/1. Erlang 1909; the tail beyond some services by its dominant term, which is then exact to many digits. */
export function md1(lambda: number, mean: number): Station {
  const rho = lambda * mean;
  const decay = decayOf(rho);
  const weight = (1 - rho) / (rho * exp(decay) - 1);
  const waitTail = (t: number): number => {
    const services = t / mean;
    if (rho * services > ALTERNATING) return weight * exp(-decay * services);
    let below = 0;
    for (let k = 0, factorial = 1; k <= services; k++, factorial *= k) {
      const y = rho * (services - k);
      below += (power(-y, k) / factorial) * exp(y);
    }
    return 1 - (1 - rho) * below;
  };
  return { utilization: rho, loss: 0, meanWait: (rho * mean) / (2 * (1 - rho)), waitTail };
}

function power(base: number, exponent: number): number {
  let result = 1;
  for (let i = 0; i < exponent; i++) result *= base;
  return result;
}

/** The positive root of ρ (e^η − 1) = η, for 0 < ρ < 1. */
function decayOf(rho: number): number {
  const over = (eta: number): boolean => rho * (exp(eta) - 1) > eta;
  // The difference falls to its lowest at −ln ρ and then rises through 0.
  let high = -2 * log(rho);
  while (!over(high)) high *= 2;
  return bisect(-log(rho), high, over);
}

/**
 * Allen and Cunneen: Erlang's delay formula times (c_a² + c_s²) / 2, the squared coefficients of variation of gaps and of service times.
 * An approximation, except for M/M/c and M/G/1. Allen, "Probability, Statistics, and Queueing Theory" (1990), 5.3.
 */
export function allenCunneen(lambda: number, mean: number, c: number, arrivalScv: number, serviceScv: number): Station {
  const { utilization, meanWait: exponential } = mmc(lambda, mean, c);
  const wait = erlangC(c, lambda * mean);
  const meanWait = (exponential * (arrivalScv + serviceScv)) / 2;
  return { utilization, loss: 0, meanWait, waitTail: (t) => (meanWait > 0 ? wait * exp((-wait * t) / meanWait) : 0) };
}

/** P(wait + service > t) for an exponential service time of this mean that does not depend on the wait. */
export const totalTail =
  ({ waitTail }: Station, mean: number) =>
  (t: number): number => {
    // P(S > t) + ∫ P(W > t − s) dP(S ≤ s), by Simpson's rule in steps of an eighth of a service.
    const steps = Math.min(512, Math.max(32, 2 * Math.ceil((4 * t) / mean)));
    let sum = 0;
    for (let i = 0; i <= steps; i++) {
      const s = (t * i) / steps;
      sum += exp(-s / mean) * waitTail(t - s) * (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2);
    }
    return exp(-t / mean) + (sum * t) / (3 * steps * mean);
  };

/** The t beyond which a share of all lies: a percentile, from a tail that falls. */
export function beyond(tail: (t: number) => number, share: number, scale: number): number {
  const below = (t: number): boolean => tail(t) < share;
  if (below(0)) return 0;
  let high = scale;
  for (let i = 0; i < 200 && !below(high); i++) high *= 2;
  return bisect(0, high, below);
}

/** Where a condition begins to hold between two points. */
function bisect(from: number, to: number, holds: (at: number) => boolean): number {
  let [low, high] = [from, to];
  for (let i = 0; i < 48; i++) {
    const middle = (low + high) / 2;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}
