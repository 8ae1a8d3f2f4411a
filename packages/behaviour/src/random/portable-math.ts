/**
 * Natural logarithm and exponential from + - * / and bit views alone, so that every JavaScript engine returns the same
 * bits. Engines differ in the last bit of their own Math.log and Math.exp.
 *
 * Written from the algorithms that fdlibm publishes (Sun Microsystems 1993, e_log.c and e_exp.c): argument reduction by
 * a power of two, then a minimax approximation of what is left. The error is below 1 ulp.
 */

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const SQRT_HALF_HIGH_WORD = 0x3fe6a09e;
const ONE_HIGH_WORD = 0x3ff00000;

const LARGEST_EXP_ARGUMENT = 709.782712893384;
const SMALLEST_EXP_ARGUMENT = -745.1332191019411;

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
double[0] = 1;
/** Which of the two words holds sign and exponent: 1 on little-endian machines. */
const HIGH = words[1] === ONE_HIGH_WORD ? 1 : 0;

/** 2 to the power of `k`, for `k` from -1022 to 1023. */
function powerOfTwo(k: number): number {
	words[HIGH] = (k + 1023) << 20;
	words[1 - HIGH] = 0;
	return double[0] ?? 0;
}

/** Natural logarithm of `x`: -Infinity at 0, NaN below it. The same bits in every engine. */
export function log(x: number): number {
	if (!(x > 0)) return x === 0 ? -Infinity : NaN;
	if (x === Infinity) return x;
	let exponent = 0;
	let scaled = x;
	if (x < 2.2250738585072014e-308) {
		scaled = x * 18014398509481984;
		exponent = -54;
	}
	double[0] = scaled;
	// Choose the exponent so that the rest lies between sqrt(1/2) and sqrt(2).
	const shifted = (words[HIGH] ?? 0) + (ONE_HIGH_WORD - SQRT_HALF_HIGH_WORD);
	exponent += (shifted >> 20) - 1023;
	words[HIGH] = (shifted & 0xfffff) + SQRT_HALF_HIGH_WORD;
	const f = (double[0] ?? 0) - 1;

	const s = f / (2 + f);
	const z = s * s;
	const w = z * z;
	const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
	const odd = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
	const halfSquare = 0.5 * f * f;
	return exponent * LN2_HIGH - (halfSquare - (s * (halfSquare + even + odd) + exponent * LN2_LOW) - f);
}

/** e to the power of `x`: 0 and Infinity beyond the range of a double. The same bits in every engine. */
export function exp(x: number): number {
	if (x > LARGEST_EXP_ARGUMENT) return Infinity;
	if (x < SMALLEST_EXP_ARGUMENT) return 0;
	if (Number.isNaN(x)) return x;
	const k = Math.floor(Math.LOG2E * x + 0.5);
	const high = x - k * LN2_HIGH;
	const low = k * LN2_LOW;
	const r = high - low;

	const t = r * r;
	const c =
		r -
		t *
			(0.16666666666666602 +
				t *
					(-0.0027777777777015593 +
						t * (0.00006613756321437934 + t * (-0.0000016533902205465252 + t * 4.1381367970572385e-8))));
	const reduced = 1 - (low - (r * c) / (2 - c) - high);
	if (k > 1023) return reduced * 2 * powerOfTwo(k - 1);
	if (k < -1021) return reduced * powerOfTwo(k + 1000) * 9.332636185032189e-302;
	return reduced * powerOfTwo(k);
}
