import { exp, log } from './exp-log';
import { finalize } from './finalize';

/**
 * Where the `draw…` methods leave their number, for those who draw once an event: a double that a call returns is boxed where the call
 * is not inlined, one left in a typed array never is.
 */
export const drawn = new Float64Array(1);

/**
 * A stream of random numbers that is the same in every JavaScript engine.
 *
 * xoshiro128++ over four 32-bit words. A stream's seed is a hash of its *path* (root seed, then the names it was forked by), never of
 * what was drawn, so a new consumer cannot shift another's luck, and two designs that share node ids share theirs.
 * @see engine/SOURCES.md#random-numbers
 */
export class Rng {
  private readonly pathA: number;
  private readonly pathB: number;
  // A typed array, because a 32-bit field that outgrows 31 bits is a heap number in Chromium.
  private readonly state: Int32Array;

  private constructor(pathA: number, pathB: number) {
    this.pathA = pathA;
    this.pathB = pathB;
    this.state = new Int32Array(4);
    for (let word = 0; word < 4; word++) {
      const counter = Math.imul(word + 1, GOLDEN);
      this.state[word] = finalize((word % 2 === 0 ? pathA : pathB) + counter) ^ finalize(Math.imul(pathA ^ counter, 0x85ebca6b) ^ pathB);
    }
    // The all-zero state would stay zero for ever.
    if ((this.state[0]! | this.state[1]! | this.state[2]! | this.state[3]!) === 0) this.state[0] = 1;
  }

  /** The stream that all others of a run are forked from. Any number makes a seed. */
  static root(seed: number): Rng {
    seedBits[0] = seed;
    const [low, high] = seedWords as unknown as [number, number];
    return new Rng(finalize(low + GOLDEN) ^ high, finalize(high + GOLDEN) ^ Math.imul(low, 0x9e3779b1));
  }

  /** The stream of this name. A pure function of this stream's path and the name: draws made before do not matter. */
  fork(name: string): Rng {
    let a = this.pathA ^ 0xdeadbeef;
    let b = this.pathB ^ 0x41c6ce57;
    for (let i = 0; i < name.length; i++) {
      const unit = name.charCodeAt(i);
      a = Math.imul(rotate(a, 5) ^ unit, 0x9e3779b1);
      b = Math.imul(rotate(b, 9) ^ unit, 0x5f356495);
    }
    // The length marks where a name ends: fork('a').fork('b') is not fork('ab').
    return new Rng(finalize(a ^ name.length) ^ finalize(b + GOLDEN), finalize(b ^ name.length) ^ finalize(Math.imul(a, 3) + 1));
  }

  /** Uniform in [0, 1) with 53 bits. */
  next(): number {
    this.drawUniform();
    return drawn[0]!;
  }

  /** Uniform whole number, 0 … n − 1. The bias is below n / 2^53. */
  int(n: number): number {
    return Math.floor(this.next() * n);
  }

  /** Exponential with mean 1. */
  exponential(): number {
    this.drawExponential();
    return drawn[0]!;
  }

  /** Standard normal. */
  normal(): number {
    this.drawNormal();
    return drawn[0]!;
  }

  /** `next`, left in `drawn`. */
  drawUniform(): void {
    this.advance();
    drawn[0] = ((pair[0]! >>> 5) * 0x4000000 + (pair[1]! >>> 6)) * ULP;
  }

  /** `exponential`, left in `drawn`: ziggurat of 256 layers, 53 bits in each. */
  drawExponential(): void {
    let offset = 0;
    for (;;) {
      this.advance();
      const bits = pair[0]!;
      const layer = bits & 255;
      const x = ((bits >>> 8) * 0x20000000 + (pair[1]! >>> 3)) * ULP * expX[layer]!;
      // Under the next layer's edge, which nearly all are; else under the curve itself.
      if (x < expX[layer + 1]! || (layer > 0 && expF[layer]! + (expF[layer + 1]! - expF[layer]!) * this.next() < exp(-x))) {
        drawn[0] = offset + x;
        return;
      }
      if (layer === 0) offset += EXP_R; // The tail of an exponential is the exponential again.
    }
  }

  /** `normal`, left in `drawn`: ziggurat of 256 layers, the sign from a bit of its own. */
  drawNormal(): void {
    for (;;) {
      this.advance();
      const bits = pair[0]!;
      const layer = bits & 255;
      const sign = 1 - ((bits >>> 7) & 2);
      const x = ((bits >>> 9) * 0x40000000 + (pair[1]! >>> 2)) * ULP * normalX[layer]!;
      if (
        x < normalX[layer + 1]! ||
        (layer > 0 && normalF[layer]! + (normalF[layer + 1]! - normalF[layer]!) * this.next() < exp(-0.5 * x * x))
      ) {
        drawn[0] = sign * x;
        return;
      }
      if (layer === 0) {
        drawn[0] = sign * this.normalTail();
        return;
      }
    }
  }

  /** Beyond the ziggurat's last layer (Marsaglia 1964). */
  private normalTail(): number {
    for (;;) {
      const beyond = this.exponential() / NORMAL_R;
      if (2 * this.exponential() >= beyond * beyond) return NORMAL_R + beyond;
    }
  }

  /** Two steps of the generator; leaves their words in `pair`. One call a draw, and the state stays in registers between the steps. */
  private advance(): void {
    const s = this.state;
    let s0 = s[0]!;
    let s1 = s[1]!;
    let s2 = s[2]! ^ s0;
    let s3 = s[3]!;
    const first = (s0 + s3) | 0;
    pair[0] = ((first << 7) | (first >>> 25)) + s0;
    s3 ^= s1;
    const shifted = s1 << 9;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = (s3 << 11) | (s3 >>> 21);
    const second = (s0 + s3) | 0;
    pair[1] = ((second << 7) | (second >>> 25)) + s0;
    s2 ^= s0;
    s3 ^= s1;
    s[0] = s0 ^ s3;
    s[1] = s1 ^ s2;
    s[2] = s2 ^ (s1 << 9);
    s[3] = (s3 << 11) | (s3 >>> 21);
  }
}

const pair = new Int32Array(2);
const GOLDEN = 0x9e3779b9;
const ULP = 1.1102230246251565e-16; // 2^−53
const seedBits = new Float64Array(1);
const seedWords = new Int32Array(seedBits.buffer);

const rotate = (x: number, by: number): number => (x << by) | (x >>> (32 - by));

// Where the last layer of each ziggurat begins, and the area of every layer (Marsaglia and Tsang 2000; 256 layers).
const EXP_R = 7.69711747013105;
const EXP_V = 0.003949659822581557;
const NORMAL_R = 3.6541528853610088;
const NORMAL_V = 0.00492867323399;

const [expX, expF] = ziggurat(
  EXP_R,
  EXP_V,
  (x) => exp(-x),
  (y) => -log(y),
);
const [normalX, normalF] = ziggurat(
  NORMAL_R,
  NORMAL_V,
  (x) => exp(-0.5 * x * x),
  (y) => Math.sqrt(-2 * log(y)),
);

/** Right edges and heights of 256 layers of equal area, from the base layer (0) up to the peak (256). */
function ziggurat(
  r: number,
  v: number,
  density: (x: number) => number,
  inverse: (y: number) => number,
): readonly [Float64Array, Float64Array] {
  const x = new Float64Array(257);
  const f = new Float64Array(257);
  x[0] = v / density(r);
  x[1] = r;
  f[1] = density(r);
  for (let layer = 2; layer < 256; layer++) {
    x[layer] = inverse(v / x[layer - 1]! + f[layer - 1]!);
    f[layer] = density(x[layer]!);
  }
  f[256] = 1;
  return [x, f];
}
