import { describe, expect, it } from "vitest";
import { readCompareAddress, writeCompareAddress } from "./compare-address.ts";

describe("the address of the comparison", () => {
	it("is read back as it was written", () => {
		const address = { work: "chat", rtt: "80ms", rate: "2Mbit/s", tls: "none", open: "yes" } as const;
		expect(writeCompareAddress(address)).toBe("work=chat&rtt=80ms&rate=2Mbit/s&tls=none&open=yes");
		expect(readCompareAddress(writeCompareAddress(address))).toEqual(address);
	});

	it("is empty where everything is as it is by itself, and leaves out what is empty or too long", () => {
		expect(writeCompareAddress({})).toBe("");
		expect(readCompareAddress(`work=&rtt=${"1".repeat(41)}&open=no`)).toEqual({});
	});
});
