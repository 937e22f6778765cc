import type { Distribution } from './distribution';
import { exp, log } from './exp-log';

/** 99 % quantile of the standard normal. */
const Z99 = 2.3263478740408408;
/** ln 100: the p99 of an exponential in means. */
const LOG_100 = 4.605170185988091;

/**
 * Of 100 draws, 99 are at most this long. Exact for most kinds; for gamma by Wilson and Hilferty's cube (within 2 % for a
 * cv up to 1). [ns]
 */
export function p99Of(distribution: Distribution): number {
  switch (distribution.kind) {
    case 'constant':
      return distribution.value;
    case 'exponential':
      return distribution.mean * LOG_100;
    case 'gamma': {
      const ninth = (distribution.cv * distribution.cv) / 9;
      const root = 1 - ninth + Z99 * Math.sqrt(ninth);
      return distribution.mean * root * root * root;
    }
    case 'lognormal':
      return distribution.p99;
    case 'lognormal-mean': {
      const variance = log(1 + distribution.cv * distribution.cv);
      return distribution.mean * exp(Z99 * Math.sqrt(variance) - variance / 2);
    }
    case 'hyperexponential':
      return hyperexponential(distribution.mean, distribution.cv);
    case 'pareto': {
      const { min, max, shape } = distribution;
      if (min === max || min === 0) return min;
      const below = 1 - exp(shape * (log(min) - log(max)));
      return min * exp(-log(1 - 0.99 * below) / shape);
    }
    case 'uniform':
      return distribution.min + 0.99 * (distribution.max - distribution.min);
    case 'empirical':
      return empirical(distribution.quantiles);
  }
}

/** Two exponentials with balanced means: the time that 1 in 100 exceeds, by halving. */
function hyperexponential(mean: number, cv: number): number {
  const squared = cv * cv;
  const p = (1 + Math.sqrt((squared - 1) / (squared + 1))) / 2;
  const [one, other] = [mean / (2 * p), mean / (2 * (1 - p))];
  let [low, high] = [0, LOG_100 * Math.max(one, other)];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (p * exp(-middle / one) + (1 - p) * exp(-middle / other) > 0.01) low = middle;
    else high = middle;
  }
  return high;
}

function empirical(quantiles: readonly { readonly share: number; readonly value: number }[]): number {
  const after = quantiles.findIndex(({ share }) => share >= 0.99);
  if (after < 0) return quantiles.at(-1)!.value;
  const high = quantiles[after]!;
  const low = quantiles[after - 1];
  if (!low || high.share === low.share) return high.value;
  return low.value + ((high.value - low.value) * (0.99 - low.share)) / (high.share - low.share);
}
