import { STATUS_CODES } from "node:http";
import { expect, test } from "vitest";
import { hasNoBody, reasonPhrase } from "./status.ts";

test("every final status has the reason phrase that Node's http writes", () => {
	for (let status = 200; status < 600; status++) expect(reasonPhrase(status)).toBe(STATUS_CODES[status] ?? "unknown");
});

test("only 204 and 304 are answers without a body", () => {
	const bodiless = Array.from({ length: 400 }, (_, n) => 200 + n).filter(hasNoBody);
	expect(bodiless).toEqual([204, 304]);
});
