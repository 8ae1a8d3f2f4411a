import type { Resolver } from "../dns.ts";
import type { CloseReason } from "../tcp/endpoint.ts";
import type { Asked, ExchangeSpec, ExchangeWatcher, Outcome } from "./exchange.ts";
import type { Handler } from "./server.ts";

/** What clients of all protocols can be given. */
export interface ClientOptions {
	/** Asked for `hostName` before a connection is opened; without it the address is known. */
	readonly resolver?: Resolver;
	readonly hostName?: string;
	/** Answers the requests; if absent, as each exchange's own spec says. */
	readonly handler?: Handler;
	/** Is told of each connection that was open and was ended by the other end or by silence, whether it was in use or not. */
	readonly closed?: (connection: number, why: "reset") => void;
	/** Is told of each request that never wholly comes, as the server's end of its connection is no more; HTTP/1.1 alone tells. */
	readonly inVain?: (request: ExchangeSpec) => void;
}

/** A client of one server. */
export interface HttpClient {
	/** Begins an exchange. While the client's host is dead, nothing happens. */
	ask(spec: ExchangeSpec, watcher: ExchangeWatcher): Asked;
	/** Ends all connections, and forgets all exchanges: nothing more is told. The next exchange opens a new one. */
	close(): void;
}

/** How an exchange has ended whose connection was closed for this reason. */
export function outcomeOf(reason: CloseReason, wasConnected: boolean): Outcome {
	if (reason === "refused") return "refused";
	return reason === "timeout" && !wasConnected ? "unreachable" : "reset";
}
