/**
 * Requests a second of a kept server, by protocol, beside bare servers that answer with the same bytes: both are asked in
 * turn in one run.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseScenario } from "@roundtrip/model";
import { type KeptServer, keepReal } from "@roundtrip/sockets";
import { http2RequestsPerSecond, type Load, messagesPerSecond, requestsPerSecond, streamOf } from "./load.ts";

const ROUNDS = 5;
const REQUESTS = 6_000;
const MESSAGES = 20_000;
const STREAM_ITEMS = 10_000;
/** What the kept server must reach of the bare one's requests a second in plain HTTP. */
const LEAST_RATIO = 0.5;

const RECORD = JSON.stringify({ id: 1, title: "1 There and back again. There and back a", likes: 1 });
const JSON_TYPE = "application/json";

interface Told {
	readonly type: string;
	readonly content: Buffer;
	readonly items?: number;
}

interface Case {
	readonly name: string;
	/** What the bare server answers. */
	readonly told: Told;
	readonly measure: (ports: { readonly http1: number; readonly http2: number }) => Promise<number>;
}

function request(name: string, type: string, content: string, load: Load): Case {
	return {
		name,
		told: { type, content: Buffer.from(content) },
		measure: ({ http1 }) => requestsPerSecond(http1, load, REQUESTS),
	};
}

function post(path: string, type: string, body: string): Load {
	return { method: "POST", path, headers: { "content-type": type }, body };
}

/** An empty message, and the record as Protocol Buffers write it, each after its length. */
const EMPTY_MESSAGE = Buffer.alloc(5);
const RECORD_MESSAGE = Buffer.concat([
	Buffer.from([0, 0, 0, 0, 46, 8, 1, 18, 40]),
	Buffer.from("1 There and back again. There and back a"),
	Buffer.from([24, 1]),
]);
const EVENT = `id: 1\ndata: ${RECORD}\n\n`;
const QUERY = JSON.stringify({ query: "{ post { id title likes } }" });

const CASES: readonly Case[] = [
	request("REST", JSON_TYPE, RECORD, { method: "GET", path: "/post" }),
	request(
		"JSON-RPC",
		JSON_TYPE,
		`{"jsonrpc":"2.0","result":${RECORD},"id":1}`,
		post("/rpc", JSON_TYPE, JSON.stringify({ jsonrpc: "2.0", method: "post.get", id: 1 })),
	),
	request("GraphQL", JSON_TYPE, `{"data":{"post":${RECORD}}}`, post("/graphql", JSON_TYPE, QUERY)),
	request("Connect, JSON", JSON_TYPE, RECORD, post("/Posts/Get", JSON_TYPE, "{}")),
	{
		name: "gRPC",
		told: { type: "application/grpc", content: RECORD_MESSAGE },
		measure({ http2 }) {
			const headers = { "content-type": "application/grpc", te: "trailers" };
			return http2RequestsPerSecond(
				http2,
				{ method: "POST", path: "/Posts/Get", headers, body: EMPTY_MESSAGE },
				REQUESTS,
			);
		},
	},
	request("SSE, streams of 1", "text/event-stream", EVENT, { method: "GET", path: "/once" }),
	{
		name: "SSE, items",
		told: { type: "text/event-stream", content: Buffer.from(EVENT), items: STREAM_ITEMS },
		async measure({ http1 }) {
			const { seconds } = await streamOf(http1, { method: "GET", path: "/many" });
			return STREAM_ITEMS / seconds;
		},
	},
	{
		name: "WebSocket, messages",
		told: { type: JSON_TYPE, content: Buffer.from(RECORD) },
		measure: ({ http1 }) => messagesPerSecond(http1, "/echo", "say it", MESSAGES),
	},
];

function portOf(server: KeptServer | undefined, speaks: string): number {
	const found = server?.addresses.find((each) => each.speaks.some((protocol) => protocol === speaks));
	return Number(new URL(found?.url ?? "").port);
}

function median(rates: readonly number[]): number {
	return rates.toSorted((a, b) => a - b)[Math.floor(rates.length / 2)] ?? Number.NaN;
}

async function compareAll(kept: KeptServer | undefined): Promise<void> {
	const bare = fork(fileURLToPath(new URL("bare-server.mjs", import.meta.url)), { execArgv: [] });
	try {
		const [[http1, http2]] = (await once(bare, "message")) as [[number, number]];
		const keptPorts = { http1: portOf(kept, "http/1.1"), http2: portOf(kept, "http/2") };
		console.log(
			`${"".padEnd(22)}${"bare".padStart(10)}${"kept".padStart(10)}${"ratio".padStart(8)}   (median of ${ROUNDS} a second)`,
		);
		for (const { name, told, measure } of CASES.filter((each) => each.name.startsWith(process.argv[2] ?? ""))) {
			bare.send({ ...told, content: told.content.toString("base64"), items: told.items ?? 0 });
			await once(bare, "message");
			const rates: [number, number][] = [];
			for (let round = -1; round < ROUNDS; round++) {
				const pair: [number, number] = [await measure({ http1, http2 }), await measure(keptPorts)];
				// The first one warms both.
				if (round >= 0) rates.push(pair);
			}
			const [ours, theirs] = [median(rates.map(([, each]) => each)), median(rates.map(([each]) => each))];
			const ratio = median(rates.map(([of, each]) => each / of));
			console.log(
				`${name.padEnd(22)}${theirs.toFixed(0).padStart(10)}${ours.toFixed(0).padStart(10)}${ratio.toFixed(2).padStart(8)}`,
			);
			if (name === "REST" && !(ratio >= LEAST_RATIO)) {
				console.error(`the ratio is below ${LEAST_RATIO}`);
				process.exitCode = 1;
			}
		}
	} finally {
		bare.disconnect();
	}
}

const parsed = parseScenario(readFileSync(new URL("scenario.yaml", import.meta.url), "utf8"));
if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join("\n"));
const end = new AbortController();
const result = await keepReal(parsed.value, {
	signal: end.signal,
	onProgress: () => undefined,
	onReady([server]) {
		compareAll(server)
			.catch((error: unknown) => {
				console.error(error);
				process.exitCode = 1;
			})
			.finally(() => end.abort());
	},
});
if (!result.ok && result.problem.kind !== "aborted") throw new Error(result.problem.message);
