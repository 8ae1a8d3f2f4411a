import { expect, test } from "vitest";
import type { HeaderField } from "../messages/http-message.ts";
import { allowedNs, leftMs } from "./deadline.ts";

test.each<readonly [field: HeaderField, ns: number | undefined]>([
	[["grpc-timeout", "300m"], 300e6],
	[["grpc-timeout", "2S"], 2e9],
	[["grpc-timeout", "1H"], 3600e9],
	[["grpc-timeout", "15u"], 15_000],
	[["grpc-timeout", "123456789m"], undefined],
	[["grpc-timeout", "soon"], undefined],
	[["connect-timeout-ms", "250"], 250e6],
	[["connect-timeout-ms", "-1"], undefined],
	[["accept", "*/*"], undefined],
])("%s allows so much time", (field, ns) => {
	expect(allowedNs({ fields: [field] })).toBe(ns);
});

test("what is left is said in whole milliseconds, and never as nothing", () => {
	expect([leftMs(300e6), leftMs(299.2e6), leftMs(0)]).toEqual([300, 300, 1]);
});
