// The random streams of packages/behaviour/src/random in C++: the same key, generator, ziggurat, logarithm and
// exponential, so that a program draws the same samples bit for bit and its times come out equal to the nanosecond.

#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

inline uint32_t highWord(double x) {
	uint64_t bits;
	std::memcpy(&bits, &x, 8);
	return uint32_t(bits >> 32);
}

inline double withHighWord(double x, uint32_t high) {
	uint64_t bits;
	std::memcpy(&bits, &x, 8);
	bits = (uint64_t(high) << 32) | (bits & 0xffffffffu);
	std::memcpy(&x, &bits, 8);
	return x;
}

constexpr double LN2_HIGH = 0.6931471803691238;
constexpr double LN2_LOW = 1.9082149292705877e-10;

/** For normal positive numbers. */
inline double portableLog(double x) {
	const uint32_t shifted = highWord(x) + (0x3ff00000 - 0x3fe6a09e);
	const double exponent = int32_t(shifted >> 20) - 1023;
	const double f = withHighWord(x, (shifted & 0xfffff) + 0x3fe6a09e) - 1;
	const double s = f / (2 + f);
	const double z = s * s;
	const double w = z * z;
	const double even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
	const double odd =
		z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
	const double halfSquare = 0.5 * f * f;
	return exponent * LN2_HIGH - (halfSquare - (s * (halfSquare + even + odd) + exponent * LN2_LOW) - f);
}

/** For arguments from -700 to 700. */
inline double portableExp(double x) {
	const double k = std::floor(1.4426950408889634 * x + 0.5);
	const double high = x - k * LN2_HIGH;
	const double low = k * LN2_LOW;
	const double r = high - low;
	const double t = r * r;
	const double c = r - t * (0.16666666666666602 + t * (-0.0027777777777015593 + t * (0.00006613756321437934 +
		t * (-0.0000016533902205465252 + t * 4.1381367970572385e-8))));
	const double reduced = 1 - (low - (r * c) / (2 - c) - high);
	return reduced * withHighWord(0, uint32_t(int32_t(k) + 1023) << 20);
}

struct Ziggurat {
	static constexpr double TAIL = 7.69711747013105;
	static constexpr double AREA = 0.003949659822581557;
	double edges[257];
	double scales[257];
	double heights[257];

	Ziggurat() {
		edges[0] = AREA / portableExp(-TAIL);
		edges[1] = TAIL;
		for (int layer = 2; layer < 256; layer++) {
			edges[layer] = -portableLog(AREA / edges[layer - 1] + portableExp(-edges[layer - 1]));
		}
		edges[256] = 0;
		for (int layer = 0; layer <= 256; layer++) {
			scales[layer] = edges[layer] * 0x1p-53;
			heights[layer] = portableExp(-edges[layer]);
		}
	}
};

inline const Ziggurat ziggurat;

inline uint32_t rotate(uint32_t word, int bits) { return (word << bits) | (word >> (32 - bits)); }

inline uint32_t avalanche(uint32_t h) {
	h = (h ^ (h >> 16)) * 0x85ebca6bu;
	h = (h ^ (h >> 13)) * 0xc2b2ae35u;
	return h ^ (h >> 16);
}

class Stream {
	uint32_t a = 0, b = 0, c = 0, count = 0;

	void spread() {
		const uint32_t sum = a + b + c + count;
		a = sum, b += sum, c += sum, count += sum;
	}

	bool isUnder(int layer, double x) {
		const double low = ziggurat.heights[layer];
		return low + uniform() * (ziggurat.heights[layer + 1] - low) < portableExp(-x);
	}

public:
	Stream(uint32_t seed, const std::string& entity) {
		std::vector<uint32_t> words{seed, 0, uint32_t(entity.size())};
		for (const char unit : entity) words.push_back(uint32_t(unit));
		words.push_back(0);
		words.resize((words.size() + 3) / 4 * 4);
		const uint32_t C1 = 0x239b961b, C2 = 0xab0e9789, C3 = 0x38b34ae5, C4 = 0xa1e38b93;
		for (size_t at = 0; at < words.size(); at += 4) {
			a = (rotate(a ^ (rotate(words[at] * C1, 15) * C2), 19) + b) * 5 + 0x561ccd1b;
			b = (rotate(b ^ (rotate(words[at + 1] * C2, 16) * C3), 17) + c) * 5 + 0x0bcaa747;
			c = (rotate(c ^ (rotate(words[at + 2] * C3, 17) * C4), 15) + count) * 5 + 0x96cd1c35;
			count = (rotate(count ^ (rotate(words[at + 3] * C4, 18) * C1), 13) + a) * 5 + 0x32ac3b17;
		}
		const uint32_t length = uint32_t(words.size() * 4);
		a ^= length, b ^= length, c ^= length, count ^= length;
		spread();
		a = avalanche(a), b = avalanche(b), c = avalanche(c), count = avalanche(count);
		spread();
		for (int word = 0; word < 12; word++) u32();
	}

	uint32_t u32() {
		const uint32_t word = a + b + count;
		a = b ^ (b >> 9);
		b = c + (c << 3);
		c = rotate(c, 21) + word;
		count += 1;
		return word;
	}

	double uniform() {
		const double high = u32() >> 5;
		return (high * 0x4000000 + (u32() >> 6)) * 0x1p-53;
	}

	double exponential() {
		for (double base = 0;; base += Ziggurat::TAIL) {
			for (;;) {
				const uint64_t high = u32();
				const uint32_t low = u32();
				const int layer = low & 0xff;
				const double x = double((high << 21) | (low >> 11)) * ziggurat.scales[layer];
				if (x < ziggurat.edges[layer + 1]) return base + x;
				if (layer == 0) break;
				if (isUnder(layer, x)) return base + x;
			}
		}
	}
};
