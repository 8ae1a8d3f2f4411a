import { once } from "node:events";
import { type AddressInfo, connect as open } from "node:net";
import { createServer as createSecureServer } from "node:tls";
import { PLAIN_LINK } from "@roundtrip/model";
import { expect, test } from "vitest";
import { rehearse, scenarioOf } from "../testing/rehearse.ts";
import { eventsOf, storyOf } from "../testing/story.ts";
import { createIdentity } from "./certificates.ts";
import { secure } from "./secure.ts";
import { serverTlsOptions } from "./server-proof.ts";

const once3 = (link: string): string => `
nodes: { phone: { is: client }, bank: { is: server } }
links: { phone -> bank: { rtt: 30ms, ${link} } }
routes: { bank: { GET /: [ { reply: 200 } ] } }
traffic: [ { phone: GET /, times: 3, one-by-one: true } ]`;

/** Link, handshake, and the round-trips that it takes beside the connection's own. */
const HANDSHAKES = [
	["tls: 1.2", "full", 2],
	["tls: 1.3", "full", 1],
	["tls: 1.2, handshake: resumed", "resumed", 1],
	["tls: 1.3, handshake: resumed", "resumed", 1],
	["tls: 1.3, over: http/2", "full", 1],
	["tls: 1.2, over: http/2, handshake: resumed", "resumed", 1],
] as const;

test.each(HANDSHAKES)("%s is %s: %i round-trips before the request", async (link, handshake, roundTrips) => {
	const trace = await rehearse(scenarioOf(once3(link)));
	expect(storyOf(trace, "connecting", "connected", "secured", "sent").slice(0, 4)).toEqual([
		"phone connecting e1.1",
		"phone connected e1.1",
		"phone secured e1.1",
		"phone sent e1.1>",
	]);
	const [secured] = eventsOf(trace, "secured");
	expect(secured?.data).toMatchObject({ handshake, roundTrips });
	// Flights with data, from one end and then the other: what the model says of them is what went over the wire.
	const before = eventsOf(trace, "packet").filter(({ at, data }) => at < (secured?.at ?? 0) && data.length > 0);
	const turns = before.filter(({ node }, index) => before[index - 1]?.node !== node);
	expect(turns.slice(0, 2 * roundTrips).map(({ node }) => node)).toEqual(
		Array.from({ length: roundTrips }, () => ["phone", "bank"]).flat(),
	);
	expect(eventsOf(trace, "settled").every((event) => event.data.belief === "ok")).toBe(true);
});

test("one connection is secured once, and serves all requests", async () => {
	const trace = await rehearse(scenarioOf(once3("tls: 1.3")));
	expect(eventsOf(trace, "secured")).toHaveLength(1);
	expect(eventsOf(trace, "delivered")).toHaveLength(6);
});

test("a large chain of certificates waits for the congestion window", async () => {
	const trace = await rehearse(scenarioOf(once3("tls: 1.3, certificates: 20kB")));
	expect(eventsOf(trace, "delivered")[1]?.data.waits).toMatchObject({ "congestion-window": 1 });
});

function codeOf(error: NodeJS.ErrnoException | undefined): string | undefined {
	return error?.code;
}

test("whoever can't prove to be the node, or is vouched for by a stranger, is refused", async () => {
	const bank = await createIdentity("bank", 3_000);
	const shop = await createIdentity("shop", 3_000);
	const server = createSecureServer(serverTlsOptions({ identity: bank, version: "1.3" }));
	server.on("tlsClientError", () => undefined);
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;
	const spec = { ...PLAIN_LINK, rtt: 0, tls: "1.3" } as const;
	const tell = (to: string, authority: string): Promise<string | undefined> =>
		new Promise((resolve) => {
			const below = open({ host: "127.0.0.1", port });
			secure({ spec, to }, { authority, session: undefined }, below, (error, socket) => {
				resolve(codeOf(error));
				socket.destroy();
			});
		});
	expect(await tell("bank", bank.authority)).toBeUndefined();
	expect(await tell("shop", bank.authority)).toBe("ERR_TLS_CERT_ALTNAME_INVALID");
	expect(await tell("bank", shop.authority)).toMatch(/UNABLE_TO_(GET|VERIFY)|SELF_SIGNED|SIGNATURE/);
	server.close();
});
