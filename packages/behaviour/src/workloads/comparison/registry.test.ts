import { type ItemStep, isStream, parseScenario, routeOf, type Step } from "@roundtrip/model";
import { describe, expect, it } from "vitest";
import { beginsAtNs } from "./before.ts";
import { comparedWorkloads } from "./registry.ts";

const LINK = { rtt: "50ms", rate: "10Mbit/s", tls: "1.3" };

const all = comparedWorkloads.flatMap((workload) =>
	workload.variants.map((variant) => ({
		workload,
		variant,
		label: `${workload.name}: ${variant.name}, ${variant.over}`,
		parsed: parseScenario(variant.scenario(LINK)),
	})),
);

describe("what protocols are compared by", () => {
	it.each(all)("is a scenario that can be said: $label", ({ parsed }) => {
		expect(parsed).toMatchObject({ ok: true });
	});

	it("has another name for each of its ways", () => {
		expect(new Set(all.map(({ label }) => label)).size).toBe(all.length);
	});

	it.each(all)("is over the same link for all, and speaks what it says: $label", ({ workload, variant, parsed }) => {
		if (!parsed.ok) return;
		const { links } = parsed.value;
		const measured = Object.keys(links).filter((name) =>
			workload.clients.some((client) => name.startsWith(`${client} `)),
		);
		expect(measured).toHaveLength(workload.clients.length);
		for (const name of measured) {
			expect(links[name]).toMatchObject({ rtt: 50_000_000, rate: 10_000_000, tls: "1.3", over: variant.over });
		}
	});

	it.each(comparedWorkloads)("writes to the database equally often in all ways: $name", ({ variants }) => {
		const effects = variants.map((variant) => {
			const parsed = parseScenario(variant.scenario(LINK));
			if (!parsed.ok) return [];
			return parsed.value.traffic.flatMap((line) => {
				const steps = Object.values(parsed.value.routes)[0]?.[routeOf(line.request)] ?? [];
				const times = isStream(steps) ? (line.send ?? 1) : line.times;
				const inner = steps.flatMap((step): readonly (Step | ItemStep)[] => ("each" in step ? step.each : [step]));
				return inner.flatMap((step) => ("query" in step && step.effect !== undefined ? [times] : []));
			});
		});
		for (const each of effects) expect(each).toEqual(effects[0]);
	});

	it.each(all)(
		"can begin when connections are open, after one request of each client: $label",
		({ workload, variant }) => {
			const parsed = parseScenario(variant.scenario({ ...LINK, isOpen: true }));
			if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join("; "));
			const beginsAt = beginsAtNs({ ...LINK, isOpen: true });
			const early = parsed.value.traffic.filter(({ at }) => at < beginsAt);
			// A WebSocket opens a connection of its own all the same.
			expect(early).toHaveLength(variant.protocol === "websocket" ? 0 : workload.clients.length);
			expect(beginsAtNs(LINK)).toBe(0);
		},
	);
});
