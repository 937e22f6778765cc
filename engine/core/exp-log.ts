// Math.exp and Math.log give other last bits in other versions of V8 (Node 20 and Chromium 156 do), and one bit is another run. These use
// + − × ÷ and the bits of the double only, which the language defines exactly.

const bits = new Float64Array(1);
// The high word comes second: every platform that runs this is little-endian.
const words = new Int32Array(bits.buffer);
const cell = new Float64Array(new ArrayBuffer(8));

// ln 2 in two parts; the first has so few bits that its product with an exponent is exact.
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/**
 * e^x to within one unit in the last place, the same in every JavaScript engine.
 * @see engine/SOURCES.md#exponential-and-logarithm
 */
export const exp = (x: number): number => {
  cell[0] = x;
  expInPlace();
  return cell[0];
};

/** The number comes and goes by `cell`: a double that is handed over a call is boxed, and this is too long to be inlined everywhere. */
function expInPlace(): void {
  const x = cell[0]!;
  if (!(x <= 709.782712893384)) {
    if (x > 0) cell[0] = Infinity; // NaN stays NaN.
    return;
  }
  if (x < -745.2) {
    cell[0] = 0;
    return;
  }
  // x = k ln 2 + r with |r| ≤ ln 2 / 2, and r = high − low.
  const k = Math.floor(x * Math.LOG2E + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const rr = r * r;
  const c =
    r -
    rr *
      (0.16666666666666602 +
        rr * (-0.0027777777777015593 + rr * (0.00006613756321437934 + rr * (-0.0000016533902205465252 + rr * 4.1381367970572385e-8))));
  const y = 1 + ((r * c) / (2 - c) - low + high);
  // 2^k in two halves, because neither end of the range fits one exponent.
  const half = k >> 1;
  words[0] = 0;
  words[1] = (half + 1023) << 20;
  const first = bits[0]!;
  words[1] = (k - half + 1023) << 20;
  cell[0] = y * first * bits[0]!;
}

/**
 * Natural logarithm to within one unit in the last place, the same in every JavaScript engine. −Infinity at 0, NaN below.
 * @see engine/SOURCES.md#exponential-and-logarithm
 */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  const tiny = x < SMALLEST_NORMAL;
  bits[0] = tiny ? x * TWO_TO_54 : x;
  // x = 2^k (1 + f) with 1 + f between √½ and √2.
  const shifted = words[1]! + (0x3ff00000 - 0x3fe6a09e);
  const k = (shifted >> 20) - 0x3ff - (tiny ? 54 : 0);
  words[1] = (shifted & 0x000fffff) + 0x3fe6a09e;
  const f = bits[0] - 1;
  const halfSquare = 0.5 * f * f;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const odd = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  return s * (halfSquare + (odd + even)) + k * LN2_LOW - halfSquare + f + k * LN2_HIGH;
}

const SMALLEST_NORMAL = 2.2250738585072014e-308;
const TWO_TO_54 = 18014398509481984;
