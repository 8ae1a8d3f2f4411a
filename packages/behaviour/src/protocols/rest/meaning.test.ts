import type { Method } from "@roundtrip/model";
import { expect, test } from "vitest";
import { reasonPhrase } from "../http1/status.ts";
import { METHOD_TRAITS } from "./method.ts";
import { PROBLEM_TYPE, problemReply } from "./problem.ts";
import { statusMeaning } from "./status-meaning.ts";

const METHODS = Object.keys(METHOD_TRAITS) as readonly Method[];
const KNOWN = Array.from({ length: 500 }, (_, n) => 100 + n).filter((status) => reasonPhrase(status) !== "unknown");

test("every status with a reason phrase has a sentence of its own", () => {
	const sentences = KNOWN.map(statusMeaning);
	for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
	expect(new Set(sentences).size).toBe(KNOWN.length);
});

test("an unknown status means what the first of its hundred means", () => {
	expect(statusMeaning(299)).toBe(statusMeaning(200));
	expect(statusMeaning(599)).toBe(statusMeaning(500));
	expect(statusMeaning(999)).toBe("No such status is known.");
});

test("what is safe can be done twice", () => {
	for (const method of METHODS) {
		const { isSafe, isIdempotent, what } = METHOD_TRAITS[method];
		if (isSafe) expect(isIdempotent).toBe(true);
		expect(what).toMatch(/\.$/);
	}
	expect(METHODS.filter((method) => METHOD_TRAITS[method].isIdempotent)).toEqual([
		"GET",
		"HEAD",
		"OPTIONS",
		"PUT",
		"DELETE",
	]);
});

test("a problem says what its status says, and more where it is said", () => {
	expect(problemReply({ status: 404 })).toMatchObject({ status: 404, fields: [["content-type", PROBLEM_TYPE]] });
	const { body } = problemReply({
		status: 403,
		type: "/no-credit",
		detail: "30 are too few.",
		more: { balance: 30, status: 1 },
	});
	expect(JSON.parse(body.text ?? "")).toEqual({
		...{ type: "/no-credit", title: "Forbidden", status: 403, detail: "30 are too few.", balance: 30 },
	});
});
