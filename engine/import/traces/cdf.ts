import { exp, log } from '../../core/exp-log';

/**
 * Shape of an error: share of a normal distribution with standard deviation 1 that lies below `z`; off by less than 1.5e-7.
 * Abramowitz and Stegun 7.1.26.
 */
export function normalCdf(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) * exp(-x * x);
  return z < 0 ? tail / 2 : 1 - tail / 2;
}

const lanczos = [76.18009172947146, -86.50532032941678, 24.01409824083091, -1.231739572450155, 1.208650973866179e-3, -5.395239384953e-6];

/** Logarithm of the gamma function for x > 0: Lanczos’ series, off by less than 2e-10. */
function logGamma(x: number): number {
  const t = x + 5.5;
  const sum = lanczos.reduce((so, c, i) => so + c / (x + 1 + i), 1.000000000190015);
  return (x + 0.5) * log(t) - t + log((2.5066282746310007 * sum) / x);
}

/** Share of a gamma distribution with scale 1 that lies below `x`: the series below the hump, the continued fraction above it. */
export function gammaCdf(shape: number, x: number): number {
  if (!(x > 0)) return 0;
  const front = exp(shape * log(x) - x - logGamma(shape));
  if (x < shape + 1) {
    let term = 1 / shape;
    let sum = term;
    for (let n = 1; n < 1000 && term > sum * 1e-12; n++) {
      term *= x / (shape + n);
      sum += term;
    }
    return Math.min(1, sum * front);
  }
  let b = x + 1 - shape;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < 1000; n++) {
    const a = -n * (n - shape);
    b += 2;
    d = 1 / (a * d + b || 1e-300);
    c = b + a / c || 1e-300;
    const step = d * c;
    fraction *= step;
    if (Math.abs(step - 1) < 1e-12) break;
  }
  return 1 - front * fraction;
}
