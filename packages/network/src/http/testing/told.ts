import type { Network } from "../../network.ts";
import type { Departure, ExchangeResult, ExchangeSpec, ExchangeWatcher } from "../exchange.ts";

/** A watcher that writes down what it is told: time in ms and what it was. */
export class Diary implements ExchangeWatcher {
	readonly told: string[] = [];
	result: ExchangeResult | undefined;
	/** How much of the body it was told of. */
	bytes = 0;
	readonly #network: Network;
	readonly #departure: Departure;

	constructor(network: Network, departure: Departure = 0) {
		this.#network = network;
		this.#departure = departure;
	}

	#note(what: string): void {
		this.told.push(`${Math.floor(this.#network.kernel.now / 1e6)}: ${what}`);
	}

	queued(): void {
		this.#note("queued");
	}

	resolving(): void {
		this.#note("resolving");
	}

	resolved(): void {
		this.#note("resolved");
	}

	connecting(connection: number): void {
		this.#note(`connecting ${connection}`);
	}

	connected(connection: number): void {
		this.#note(`connected ${connection}`);
	}

	secured(connection: number): void {
		this.#note(`secured ${connection}`);
	}

	leaving(connection: number): Departure {
		this.#note(`leaving on ${connection}`);
		return this.#departure;
	}

	progress(bytes: number): void {
		this.bytes = bytes;
	}

	done(result: ExchangeResult): void {
		this.result = result;
		this.#note(result.outcome);
	}
}

/** Lets time go on until this moment. */
export function until(network: Network, ms: number): void {
	network.kernel.run({ untilNs: ms * 1e6 });
	network.kernel.advance(ms * 1e6);
}

/** A small exchange with an answer of so many bytes, after so long. */
export function small(bodyBytes = 1_000, serverMs = 0): ExchangeSpec {
	return { requestHeadBytes: 100, responseHeadBytes: 100, responseBodyBytes: bodyBytes, serverNs: serverMs * 1e6 };
}
