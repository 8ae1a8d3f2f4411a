/**
 * The page of the reference on authentication: what each scheme is, from its descriptor, and what it costs, played in the
 * simulator now: the same ten orders, for each way of proving who asks.
 */
import { analyse, formatDuration, formatSize } from "../packages/analysis/dist/index.js";
import { authDescriptors, USUAL_FACTS } from "../packages/behaviour/dist/index.js";
import { asideOf, callParts, parseScenario } from "../packages/model/dist/index.js";
import { simulate } from "../packages/simulator/dist/index.js";

const REQUESTS = 10;

/** The ways that a scenario can say, with the scheme whose description they are. */
const WAYS = [
	{ name: "nothing", client: "", demand: "" },
	{ name: "session in a cookie", client: "proves: { session: api }", demand: "{ demand: session }," },
	{ name: "token, ES256", client: "proves: { token: login }", demand: "{ demand: token, from: login }," },
	{
		name: "token, RS256",
		client: "proves: { token: login }",
		issues: "algorithm: RS256",
		demand: "{ demand: token, from: login },",
	},
	{
		name: "token, HS256",
		client: "proves: { token: login }",
		issues: "algorithm: HS256",
		demand: "{ demand: token, from: login },",
	},
	{
		name: "token for one use",
		client: "proves: { token: login }",
		issues: "one-use: true",
		demand: "{ demand: token, from: login },",
	},
	{ name: "key", client: "proves: { key: api }", demand: "{ demand: key }," },
	{ name: "certificate", client: "proves: { certificate: api }", demand: "{ demand: certificate }," },
];

function scenarioOf({ client, demand, issues = "" }) {
	return `roundtrip: 1
title: Ten orders
nodes: { phone: { is: client, ${client} }, login: { is: server, issues: { token: 5min, ${issues} } }, api: { is: server } }
links:
  phone -> login: { rtt: 50ms, rate: 10Mbit/s, tls: 1.3 }
  phone -> api: { rtt: 50ms, rate: 10Mbit/s, tls: 1.3 }
  api -> login: { rtt: 2ms }
routes: { api: { POST /orders: [ ${demand} { reply: 201, size: 100B } ] } }
traffic: [ { phone: POST /orders, to: api, size: 100B, times: ${REQUESTS}, one-by-one: true } ]
`;
}

function play(way) {
	const parsed = parseScenario(scenarioOf(way));
	if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join("; "));
	const result = simulate(parsed.value);
	if (!result.ok) throw new Error(result.problem);
	return figuresOf(result.trace);
}

function figuresOf(trace) {
	const { roundTrips, exchanges } = analyse(trace);
	const count = (wanted) => roundTrips.filter(wanted).reduce((sum, trip) => sum + trip.count, 0);
	const sizes = [...trace.events()].filter(({ kind }) => kind === "sent");
	const bytesOf = (wanted) => sizes.filter(wanted).reduce((sum, { data }) => sum + data.size, 0);
	const isOrder = ({ message }) => /^e\d+\.\d+>$/.test(message);
	const [first, ...others] = exchanges;
	return {
		first: first.latencyNs,
		later: Math.round(others.reduce((sum, { latencyNs }) => sum + latencyNs, 0) / others.length),
		front: count(({ behind }) => !behind),
		signIns: count(({ reason }) => reason === "sign-in"),
		keys: count(({ reason }) => reason === "keys"),
		request: bytesOf((event) => isOrder(event) && callParts(event.message).exchange === REQUESTS),
		aside: bytesOf(({ call }) => asideOf(call) !== undefined),
	};
}

function markdownTable(words, figures, rows) {
	const line = (cells) => `| ${cells.join(" | ")} |`;
	const marks = [...words.map(() => "---"), ...figures.map(() => "---:")];
	return [line([...words, ...figures]), line(marks), ...rows.map(line)].join("\n");
}

const unbroken = (text) => text.replaceAll(" ", "\u00a0");

function playedTable() {
	const plain = play(WAYS[0]);
	const rows = WAYS.map((way) => {
		const { first, later, front, signIns, keys, request, aside } = play(way);
		return [
			way.name,
			...[formatDuration(first), formatDuration(later)].map(unbroken),
			...[front, signIns, keys].map(String),
			...[formatSize(request - plain.request), formatSize(aside)].map(unbroken),
		];
	});
	const figures = [
		...["first order", "later orders, mean", "round-trips of the client", "among them to sign in"],
		...["round-trips for keys", "more with each request", "said to sign in and for keys"],
	];
	return markdownTable(["shown"], figures, rows);
}

function costTable() {
	const rows = authDescriptors.map(({ scheme, roundTrips, cost }) => {
		const { requestBytes, serverBytes, clientBytes, handshakeBytes } = cost(USUAL_FACTS);
		const bytes = [requestBytes, handshakeBytes, serverBytes, clientBytes];
		return [
			`[${scheme}](#${scheme})`,
			...[roundTrips.login, roundTrips.renewal, roundTrips.keys].map(String),
			...bytes.map((size) => unbroken(formatSize(size))),
		];
	});
	const figures = [
		"login",
		"renewal",
		"keys",
		"with each request",
		"with each connection",
		"server keeps",
		"client keeps",
	];
	return markdownTable(["scheme"], figures, rows);
}

/** docs/reference/authentication.md */
export function authenticationPage() {
	const sections = authDescriptors.map(({ scheme, sentence, work, stolen, expiry, revocation }) =>
		[
			`## ${scheme}`,
			sentence,
			`- The server's work: ${work}\n- Stolen: ${stolen}\n- At its end: ${expiry}\n- To take it back: ${revocation}`,
		].join("\n\n"),
	);
	return `# What it costs to know who asks

<!-- Written by \`npm run docs\` from the program's own descriptors and from runs of the simulator. -->

How to say it in a scenario: [the guide](../guide/authentication.md). What each word takes: [scenario.md](scenario.md).

## Played

The same ${REQUESTS} orders, one by one, over TLS 1.3 with 50 ms there and back and 10 Mbit/s, by a client that has shown nothing before.
A password takes the server 200 ms.

${playedTable()}

A session and a token cost a login before the first order; later orders cost nothing but bytes. A token for one use is a
round-trip to the issuer for each. A key and a certificate were given before: what that took isn't in the table. \`npx roundtrip
compare\` plays each of these on real sockets too; the scenarios are in the gallery, under *Who is asking*.

## By scheme

For ${USUAL_FACTS.user}, with a token by ${USUAL_FACTS.algorithm}; header fields as HTTP/1.1 writes them (HTTP/2 sends most of them once).

${costTable()}

${sections.join("\n\n")}
`;
}
