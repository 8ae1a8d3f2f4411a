import { describe, expect, it } from "vitest";
import type { HttpClient } from "./client.ts";
import { createHttp1Client } from "./http1-client.ts";
import { createHttp2Client } from "./http2-client.ts";
import { createHttp3Client } from "./http3-client.ts";
import type { Answer } from "./server.ts";
import { Diary, small, until } from "./testing/told.ts";
import { networkWith } from "./testing/visit.ts";

const CLIENTS = { "http/1.1": createHttp1Client, h2: createHttp2Client, h3: createHttp3Client };

function askSmall(client: HttpClient, diary: Diary): Diary {
	client.ask(small(), diary);
	return diary;
}

describe.each(Object.entries(CLIENTS))("over %s", (_name, create) => {
	it("an exchange is refused where nobody listens", () => {
		const network = networkWith(100);
		network.listen("refuses");
		const diary = askSmall(create(network), new Diary(network));
		until(network, 1_000);
		expect(diary.told).toEqual(["0: connecting 1", "100: refused"]);
		// Whoever asks again opens another connection.
		network.listen("accepts");
		const again = askSmall(create(network), new Diary(network));
		until(network, 2_000);
		expect(again.result).toMatchObject({ outcome: "done", connection: 2 });
	});

	it("an exchange is unreachable where nothing is heard of the server", () => {
		const network = networkWith(100);
		network.listen("silent");
		const diary = askSmall(create(network), new Diary(network));
		until(network, 200_000);
		expect(diary.result?.outcome).toBe("unreachable");
		expect(network.kernel.pending).toBe(0);
	});

	it("what a server process has sent before it died arrives, then the reset", () => {
		const network = networkWith(100);
		let answer: Answer | undefined;
		const closed: number[] = [];
		const client = create(network, {
			handler: (_spec, given) => {
				answer = given;
				given.head(100);
				given.body(5_000);
			},
			closed: (connection) => closed.push(connection),
		});
		const diary = askSmall(client, new Diary(network));
		until(network, 170);
		expect(diary.bytes).toBe(0);
		network.serverDies("process");
		expect(answer?.isOpen).toBe(false);
		until(network, 1_000);
		expect(diary.bytes).toBeGreaterThanOrEqual(5_000);
		expect(diary.told.at(-1)).toBe("220: reset");
		expect(closed).toEqual([1]);
		// Nobody listens until it revives.
		const refused = askSmall(client, new Diary(network));
		until(network, 2_000);
		network.serverRevives();
		const served = askSmall(create(network), new Diary(network));
		until(network, 3_000);
		expect(refused.result?.outcome).toBe("refused");
		expect(served.result?.outcome).toBe("done");
	});

	it("a program of a process that has died answers nobody", () => {
		const network = networkWith(100);
		let late: Answer | undefined;
		const diary = new Diary(network);
		create(network, {
			handler: (_spec, answer) => {
				late = answer;
			},
		}).ask(small(), diary);
		until(network, 300);
		network.serverDies("process");
		const offered = network.path.down.offeredPackets;
		late?.whole(100, 100_000);
		until(network, 1_000);
		expect(network.path.down.offeredPackets).toBe(offered);
		expect(diary.result?.outcome).toBe("reset");
	});

	it("a server's machine that dies is not heard of, and resets what it has forgotten when it is back", () => {
		const network = networkWith(100);
		const client = create(network);
		askSmall(client, new Diary(network));
		until(network, 2_000);
		network.serverDies("machine");
		const offered = network.path.down.offeredPackets;
		until(network, 60_000);
		expect(network.path.down.offeredPackets).toBe(offered);
		network.serverRevives();
		// The client has an idle connection, of which the server knows nothing.
		const old = askSmall(client, new Diary(network));
		until(network, 61_000);
		const fresh = askSmall(client, new Diary(network));
		until(network, 62_000);
		expect(old.told.at(-1)).toBe("60100: reset");
		expect(fresh.result?.outcome).toBe("done");
	});

	it("an exchange under way at a machine that dies stays without a word, until its client gives it up", () => {
		const network = networkWith(100);
		const client = create(network);
		const diary = new Diary(network);
		const asked = client.ask(small(1_000, 60), diary);
		until(network, 170);
		network.serverDies("machine");
		until(network, 5_000);
		asked.cancel();
		until(network, 6_000);
		expect(diary.told.at(-1)).toBe("100: leaving on 1");
	});

	it("an idle connection whose server dies is known to be gone, and another is opened for the next", () => {
		const network = networkWith(100);
		const closed: string[] = [];
		const client = create(network, { closed: (connection, why) => closed.push(`${connection} ${why}`) });
		askSmall(client, new Diary(network));
		until(network, 1_000);
		network.serverDies("process");
		network.serverRevives();
		until(network, 2_000);
		expect(closed).toEqual(["1 reset"]);
		const next = askSmall(client, new Diary(network));
		until(network, 3_000);
		expect(next.result).toMatchObject({ outcome: "done", connection: 2, reused: false });
	});

	it("a client that dies hears nothing any more, and its server learns of it from a process's end only", () => {
		const open = (["process", "machine"] as const).map((how) => {
			const network = networkWith(100);
			let answer: Answer | undefined;
			const client = create(network, {
				handler: (_spec, given) => {
					answer = given;
				},
			});
			const diary = askSmall(client, new Diary(network));
			until(network, 300);
			const told = diary.told.length;
			network.clientDies(how);
			client.ask(small(), diary).cancel();
			until(network, 400);
			expect(diary.told).toHaveLength(told);
			return answer?.isOpen;
		});
		expect(open).toEqual([false, true]);
	});

	it("a client that is there again knows no connection, and resets those that others remember", () => {
		const network = networkWith(100);
		let answer: Answer | undefined;
		const client = create(network, {
			handler: (_spec, given) => {
				answer ??= given;
				if (answer !== given) given.whole(100, 100);
			},
		});
		const lost = askSmall(client, new Diary(network));
		until(network, 300);
		network.clientDies("machine");
		network.clientRevives();
		const next = askSmall(client, new Diary(network));
		until(network, 1_000);
		answer?.whole(100, 1_000);
		until(network, 2_000);
		expect(lost.result).toBeUndefined();
		expect(next.result).toMatchObject({ outcome: "done", connection: 2 });
		expect(answer?.isOpen).toBe(false);
	});

	it("nothing is left to do when all is told", () => {
		for (const how of ["process", "machine"] as const) {
			const network = networkWith(100, { rate: 10_000_000 });
			const client = create(network);
			client.ask(small(1_000_000), new Diary(network));
			until(network, 400);
			network.serverDies(how);
			network.clientDies(how);
			network.kernel.run({ maxEvents: 100_000 });
			expect(network.kernel.pending).toBe(0);
		}
	});
});

describe("where a connection is refused", () => {
	it("over HTTP/1.1 only its own exchange is, and the next one may succeed", () => {
		const network = networkWith(100);
		network.listen("refuses");
		const client = createHttp1Client(network, { connections: 1 });
		const [first, second] = [askSmall(client, new Diary(network)), askSmall(client, new Diary(network))];
		until(network, 60);
		network.listen("accepts");
		until(network, 1_000);
		expect(first.told.at(-1)).toBe("100: refused");
		expect(second.told).toEqual([
			"0: queued",
			"100: connecting 2",
			"200: connected 2",
			"200: leaving on 2",
			"300: done",
		]);
	});

	it("over HTTP/1.1 each that waits opens one of its own", () => {
		const network = networkWith(100);
		network.listen("refuses");
		const client = createHttp1Client(network, { connections: 1 });
		const diaries = [1, 2, 3].map(() => askSmall(client, new Diary(network)));
		until(network, 1_000);
		expect(diaries.map(({ told }) => told.at(-1))).toEqual(["100: refused", "200: refused", "300: refused"]);
	});

	it("over HTTP/2 all that wait for it are", () => {
		const network = networkWith(100);
		network.listen("refuses");
		const client = createHttp2Client(network);
		const diaries = [1, 2, 3].map(() => askSmall(client, new Diary(network)));
		until(network, 1_000);
		expect(diaries.map(({ told }) => told.at(-1))).toEqual(["100: refused", "100: refused", "100: refused"]);
	});
});
