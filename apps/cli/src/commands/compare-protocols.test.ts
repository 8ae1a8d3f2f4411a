import { describe, expect, it } from "vitest";
import { roundtrip } from "../testing/recorder.ts";

interface Printed {
	readonly workloads: readonly {
		readonly name: string;
		readonly variants: readonly {
			readonly name: string;
			readonly over: string;
			readonly simulated: Readonly<Record<string, number | string>>;
			readonly real?: Readonly<Record<string, number | string>>;
			readonly errors?: Readonly<Record<string, number>>;
			readonly differences?: readonly string[];
		}[];
	}[];
}

async function printed(...args: readonly string[]): Promise<Printed> {
	const { out, err, code } = await roundtrip("compare-protocols", ...args, "--json");
	expect({ err, code }).toEqual({ err: "", code: 0 });
	return JSON.parse(out) as Printed;
}

describe("roundtrip compare-protocols", () => {
	it("plays every way of every workload in the simulator", async () => {
		const { workloads } = await printed();
		expect(workloads.map(({ name }) => name)).toEqual([
			...["load-a-feed", "form", "fifty-calls", "live-updates", "chat"],
		]);
		for (const { variants } of workloads) {
			for (const { simulated } of variants) expect(simulated).not.toHaveProperty("cannot");
		}
	});

	it("delivers everything that is published, whatever the protocol", async () => {
		const { workloads } = await printed("--rtt", "200ms");
		const live = workloads.filter(({ name }) => name === "live-updates" || name === "chat");
		for (const { variants } of live) {
			for (const { name, over, simulated } of variants) {
				expect({ name, over, undelivered: simulated.undelivered }).toEqual({ name, over, undelivered: 0 });
			}
		}
	});

	it("prints a table with a line for each way, who speaks, and what is not there and why", async () => {
		const { out, code } = await roundtrip("compare-protocols", "load-a-feed");
		expect(code).toBe(0);
		expect(out).toContain("simulated; 50ms there and back, 10Mbit/s, TLS 1.3, new connections");
		expect(out).toMatch(/protocol +HTTP +trips +\+ window +first +bytes up +bytes down\n/);
		expect(out).toMatch(/GraphQL, what is shown +2 +3 +0 +162 ms +157 B +1\.99 kB\n/);
		expect(out).toContain("Who speaks: the client asks, the server answers");
		expect(out).toMatch(/Not here: gRPC over HTTP\/1\.1: it needs/);
	});

	it("begins where connections are open already, except that of a WebSocket", async () => {
		const { workloads } = await printed("form", "--open");
		for (const { name, over, simulated } of workloads.flatMap(({ variants }) => variants)) {
			const trips = name.startsWith("WebSocket") ? 3 : name.includes("303") ? 2 : 1;
			expect({ name, over, roundTrips: simulated.roundTrips }).toEqual({ name, over, roundTrips: trips });
			expect(simulated.connections).toBe(1);
		}
	});

	it("says why a way can't be gone under the conditions that are asked for", async () => {
		const { out, code } = await roundtrip("compare-protocols", "load-a-feed", "--tls", "1.2", "--rate", "none");
		expect(code).toBe(0);
		expect(out).toContain("REST, http/3, not simulated: HTTP/3 has TLS 1.3 in it");
	});

	it.each([
		[["load-a-fed"], "no workload 'load-a-fed'; did you mean 'load-a-feed'?"],
		[["form", "--rtt", "50"], "'50' has no unit"],
		[["form", "--only", "smoke"], "no way has 'smoke' in its name; there are REST"],
		[["form", "--tls", "1.1"], "Allowed choices are 1.3, 1.2, none"],
	])("refuses %s", async (args, message) => {
		const { err, code } = await roundtrip("compare-protocols", ...args);
		expect(err).toContain(message);
		expect(code).toBe(2);
	});

	it("shows both worlds with the error of each figure, and needs the same messages in both", {
		timeout: 120_000,
		retry: 1,
	}, async () => {
		const { workloads } = await printed("form", "--only", "REST", "--rtt", "20ms", "--real");
		for (const { variants } of workloads) {
			expect(variants.length).toBeGreaterThan(1);
			for (const { name, over, simulated, real, errors } of variants) {
				expect({ name, over, ...errors }).toMatchObject({ name, over, roundTrips: 0, messagesUp: 0, messagesDown: 0 });
				if (!name.startsWith("REST")) continue;
				const bytes = ({ bytesUp, bytesDown }: Readonly<Record<string, number | string>>) => ({ bytesUp, bytesDown });
				expect({ name, over, ...bytes(real ?? {}) }).toEqual({ name, over, ...bytes(simulated) });
			}
		}
	});
});
