import { exp, log } from './exp-log';
import { finalize } from './finalize';

/**
 * Where the `draw…` methods leave their number, for those who draw once an event: a double that a call returns is boxed where the call
 * is not inlined, one left in a typed array never is.
 */
// Over a buffer of its own it does not move, so that compiled code knows its address.
export const drawn = new Float64Array(new ArrayBuffer(8));

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
    this.generate(drawn, UNIFORM);
  }

  /** `exponential`, left in `drawn`. */
  drawExponential(): void {
    this.generate(drawn, EXPONENTIAL);
  }

  /** `normal`, left in `drawn`. */
  drawNormal(): void {
    this.generate(drawn, NORMAL);
  }

  /** As many draws of `next` as there is room for. */
  fillUniform(into: Float64Array): void {
    this.generate(into, UNIFORM);
  }

  /** As many draws of `exponential` as there is room for. */
  fillExponential(into: Float64Array): void {
    this.generate(into, EXPONENTIAL);
  }

  /** As many draws of `normal` as there is room for. */
  fillNormal(into: Float64Array): void {
    this.generate(into, NORMAL);
  }

  /**
   * All draws come from this loop, in which the state stays in registers. A draw takes two steps of the generator, 53 bits of them; of the
   * ziggurats' 256 layers it is one word's lowest byte that says which, and the normal's sign is the bit beside it.
   */
  private generate(into: Float64Array, kind: number): void {
    const s = this.state;
    let s0 = s[0]!;
    let s1 = s[1]!;
    let s2 = s[2]!;
    let s3 = s[3]!;
    for (let i = 0; i < into.length; i++) {
      let sum = (s0 + s3) | 0;
      const bits = (((sum << 7) | (sum >>> 25)) + s0) | 0;
      let shifted = s1 << 9;
      s2 ^= s0;
      s3 ^= s1;
      s1 ^= s2;
      s0 ^= s3;
      s2 ^= shifted;
      s3 = (s3 << 11) | (s3 >>> 21);
      sum = (s0 + s3) | 0;
      const more = (((sum << 7) | (sum >>> 25)) + s0) | 0;
      shifted = s1 << 9;
      s2 ^= s0;
      s3 ^= s1;
      s1 ^= s2;
      s0 ^= s3;
      s2 ^= shifted;
      s3 = (s3 << 11) | (s3 >>> 21);
      // A whole number and a fraction: a sum of two whole numbers would be made in integers, and converted twice.
      if (kind === UNIFORM) {
        into[i] = ((bits >>> 5) + (more >>> 6) * 2 ** -26) * 2 ** -27;
        continue;
      }
      const layer = bits & 255;
      let x: number;
      let fits: boolean;
      if (kind === EXPONENTIAL) {
        x = ((bits >>> 8) + (more >>> 3) * 2 ** -29) * expScale[layer]!;
        fits = x < expX[layer + 1]!;
      } else {
        x = ((bits >>> 9) + (more >>> 2) * 2 ** -30) * normalScale[layer]!;
        fits = x < normalX[layer + 1]!;
        if ((bits & 256) !== 0) x = -x;
      }
      into[i] = x;
      // Nearly all lie under the next layer's edge.
      if (fits) continue;
      s[0] = s0;
      s[1] = s1;
      s[2] = s2;
      s[3] = s3;
      drawn[0] = x;
      if (kind === EXPONENTIAL) this.exponentialBeyond(layer);
      else this.normalBeyond(layer);
      into[i] = drawn[0];
      s0 = s[0];
      s1 = s[1];
      s2 = s[2];
      s3 = s[3];
    }
    s[0] = s0;
    s[1] = s1;
    s[2] = s2;
    s[3] = s3;
  }

  /** What becomes of an exponential, in `drawn`, that is not under the next layer's edge. */
  private exponentialBeyond(layer: number): void {
    if (layer === 0) {
      // The tail of an exponential is the exponential again.
      this.drawExponential();
      drawn[0]! += EXP_R;
      return;
    }
    const x = drawn[0]!;
    this.drawUniform();
    if (expF[layer]! + (expF[layer + 1]! - expF[layer]!) * drawn[0]! < exp(-x)) drawn[0] = x;
    else this.drawExponential();
  }

  /** What becomes of a normal, in `drawn`, that is not under the next layer's edge. */
  private normalBeyond(layer: number): void {
    const x = drawn[0]!;
    if (layer === 0) {
      const tail = this.normalTail();
      drawn[0] = x < 0 ? -tail : tail;
      return;
    }
    this.drawUniform();
    if (normalF[layer]! + (normalF[layer + 1]! - normalF[layer]!) * drawn[0]! < exp(-0.5 * x * x)) drawn[0] = x;
    else this.drawNormal();
  }

  /** Beyond the ziggurat's last layer (Marsaglia 1964). */
  private normalTail(): number {
    for (;;) {
      const beyond = this.exponential() / NORMAL_R;
      if (2 * this.exponential() >= beyond * beyond) return NORMAL_R + beyond;
    }
  }
}

const UNIFORM = 0;
const EXPONENTIAL = 1;
const NORMAL = 2;
const GOLDEN = 0x9e3779b9;
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

// From a word's bits, as a whole number with another word's as its fraction, to a place in the layer.
const expScale = expX.map((x) => x * 2 ** -24);
const normalScale = normalX.map((x) => x * 2 ** -23);

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
