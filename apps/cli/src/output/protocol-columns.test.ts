import type { ConversationFigures } from "@roundtrip/analysis";
import type { ComparedVariant } from "@roundtrip/behaviour";
import { describe, expect, it } from "vitest";
import type { PlayedVariant, PlayedWorkload } from "../protocol-runs.ts";
import { protocolColumns } from "./protocol-columns.ts";
import { protocolReport } from "./protocol-report.ts";

const ASKED = { protocol: "rest", over: "http/2", direction: "the client asks", scenario: () => "" } as const;

const figures = (of: Partial<ConversationFigures>): ConversationFigures => ({
	...{ roundTrips: 3, messagesUp: 1, messagesDown: 1, bytesUp: 90, bytesDown: 500, connections: 1, held: 1 },
	...of,
});

function played(...ways: readonly (ConversationFigures | string)[]): PlayedWorkload {
	const variants = ways.map((way, index): PlayedVariant => {
		const variant: ComparedVariant = { ...ASKED, name: `way ${index + 1}` };
		return { variant, simulated: typeof way === "string" ? { ok: false, why: way } : { ok: true, figures: way } };
	});
	const workload = { name: "page", what: "A page.", clients: ["phone"], missing: [{ name: "SSE", why: "it streams" }] };
	return { workload: { ...workload, variants: variants.map(({ variant }) => variant) }, variants };
}

describe("what stands in a table of protocols", () => {
	const two = played(
		figures({ bytesUp: 40, firstContentNs: 5_000_000, allContentNs: 5_000_000 }),
		figures({ firstContentNs: 7_000_000, allContentNs: 7_000_000 }),
	);

	it("is what tells the ways apart, each figure once", () => {
		const { columns, same, doubles } = protocolColumns(two);
		expect(columns.map(({ key }) => key)).toEqual(["firstContentNs", "bytesUp"]);
		expect(doubles.map(({ figure, of }) => [figure.key, of.key])).toEqual([["allContentNs", "firstContentNs"]]);
		expect(same.map(({ figure, value }) => [figure.key, value])).toEqual([
			...[["roundTrips", 3] as const, ["messagesUp", 1] as const, ["messagesDown", 1] as const],
			...[["bytesDown", 500] as const, ["connections", 1] as const, ["held", 1] as const],
		]);
	});

	it("leaves out what no way has, and tells the others below", () => {
		const report = protocolReport(two, 100);
		expect(report).toMatch(/protocol +HTTP +first +bytes up\n +way 1 +2 +5\.00 ms +40 B\n +way 2 +2 +7\.00 ms +90 B\n/);
		expect(report).toContain("The same for all: round-trips 3, messages up 1");
		expect(report).toContain("Not here: SSE: it streams");
	});

	it("has a line for a way that a world can't go, with the reason below", () => {
		const report = protocolReport(played(figures({}), figures({ bytesUp: 40 }), "too far"), 100);
		expect(report).toMatch(/way 3 +2 +–/);
		expect(report).toContain("way 3, http/2, not simulated: too far");
	});
});
