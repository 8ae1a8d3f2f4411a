/** Small systems whose network is looked at, as a person would write them. */

const shop = (
	title: string,
	clients: readonly string[],
	links: readonly string[],
	traffic: readonly string[],
): string => `
roundtrip: 1
title: ${title}
nodes:
${clients.map((client) => `  ${client}`).join("\n")}
  shop: { is: server, workers: 64 }
links:
${links.map((link) => `  ${link}`).join("\n")}
routes:
  shop:
    GET /page: [{ work: 2ms }, { reply: 200, size: 400B }]
    GET /film: [{ reply: 200, size: 400kB }]
traffic:
${traffic.map((line) => `  - { ${line} }`).join("\n")}
`;

/** Three clients that differ in their handshakes only. */
export const handshakes: string = shop(
	"Three handshakes",
	["plain: { is: client }", "old: { is: client }", "new: { is: client }"],
	["plain -> shop: { rtt: 100ms }", "old -> shop: { rtt: 100ms, tls: 1.2 }", "new -> shop: { rtt: 100ms, tls: 1.3 }"],
	["plain: GET /page", "old: GET /page", "new: GET /page"],
);

/** As many handshakes as there are ways to have them in the real world. */
export const manyHandshakes: string = shop(
	"What a handshake costs",
	["plain", "old", "old-again", "new", "new-again"].map((client) => `${client}: { is: client }`),
	[
		"plain -> shop: { rtt: 100ms }",
		"old -> shop: { rtt: 100ms, tls: 1.2 }",
		"old-again -> shop: { rtt: 100ms, tls: 1.2, handshake: resumed }",
		"new -> shop: { rtt: 100ms, tls: 1.3 }",
		"new-again -> shop: { rtt: 100ms, tls: 1.3, handshake: resumed }",
	],
	["plain", "old", "old-again", "new", "new-again"].map((client) => `${client}: GET /page`),
);

/** A film over a line that loses packets. */
export const lossy: string = shop(
	"A film over a lossy line",
	["phone: { is: client }"],
	["phone -> shop: { rtt: 60ms, rate: 20Mbit/s, loss: 2%, detail: packets }"],
	["phone: GET /film"],
);

/** A connection for each request. */
export const hasty: string = shop(
	"A connection thrown away",
	["phone: { is: client }"],
	["phone -> shop: { rtt: 80ms, tls: 1.3, keep-alive: false }"],
	["phone: GET /page, times: 3, one-by-one: true"],
);

/** Requests at the same time over two connections, and over one with streams. */
export const lanes: string = shop(
	"Two connections, or one for all",
	["two: { is: client, connections: 2 }", "one: { is: client }"],
	["two -> shop: { rtt: 50ms, rate: 20Mbit/s }", "one -> shop: { rtt: 50ms, rate: 20Mbit/s, tls: 1.3, over: http/2 }"],
	["two: GET /page, times: 6", "one: GET /page, times: 6"],
);

/** What has no real world. */
export const quic: string = shop(
	"HTTP/3",
	["phone: { is: client }"],
	["phone -> shop: { rtt: 50ms, over: http/3 }"],
	["phone: GET /page"],
);
