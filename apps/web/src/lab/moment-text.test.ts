import { NS_PER_MS, NS_PER_S } from "@roundtrip/model";
import { expect, it } from "vitest";
import { momentText } from "./moment-text.ts";

it.each([
	[152_400_000, 1.3 * NS_PER_S, "152.4 ms"],
	[0, 1.3 * NS_PER_S, "0.0 ms"],
	[1_302_400_000, 1.4 * NS_PER_S, "1,302.4 ms"],
	[1_500, 2 * NS_PER_MS, "1.5 µs"],
	[42.1 * NS_PER_S, 61 * NS_PER_S, "42.10 s"],
])("the moment %d of a run of %d ns is shown as %s", (timeNs, durationNs, text) => {
	expect(momentText(timeNs, durationNs)).toBe(text);
});
