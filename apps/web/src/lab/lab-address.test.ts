import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { type LabAddress, readLabAddress, WORLD_CHOICES, writeLabAddress } from "./lab-address.ts";

const address: fc.Arbitrary<LabAddress> = fc
	.record(
		{
			faults: fc.array(fc.string(), { maxLength: 3 }),
			world: fc.constantFrom(...WORLD_CHOICES),
			seed: fc.nat(),
			timeNs: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
			beside: fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 3 }),
			packed: fc.base64String({ minLength: 1 }).map((text) => text.replace(/[+/=]/g, "")),
		},
		{ requiredKeys: ["faults", "world"] },
	)
	.map(({ seed, timeNs, packed, beside, ...rest }) => ({
		...rest,
		...(seed === undefined ? {} : { seed }),
		...(timeNs === undefined ? {} : { timeNs }),
		...(packed === undefined ? {} : { packed }),
		...(beside === undefined ? {} : { beside }),
	}));

describe("the address of the lab", () => {
	test.prop([address], { seed: 7 })("is read back to what was written", (each) => {
		expect(readLabAddress(writeLabAddress(each))).toEqual(each);
	});

	it("is one that people can read", () => {
		const written = writeLabAddress({ seed: 7, faults: ["lose: e1.1<"], timeNs: 152_000_000, world: "both" });
		expect(written).toBe("seed=7&fault=lose:+e1.1%3C&world=both&t=152000000ns");
	});

	it("leaves out what makes no sense", () => {
		expect(readLabAddress("seed=-1&t=soon&world=moon&colour=red")).toEqual({ faults: [], world: "simulated" });
	});
});
