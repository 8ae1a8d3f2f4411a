import type { Bytes, Nanoseconds } from "@roundtrip/model";
import type { Resolver } from "../dns.ts";
import {
	type Asked,
	type ExchangeSpec,
	type ExchangeTimes,
	type ExchangeWatcher,
	noRoundTrips,
	noTimes,
	type Outcome,
	type RoundTrips,
	type Upload,
} from "./exchange.ts";

/** What an exchange needs of the world: the time, and to be called later. */
export interface Clock {
	readonly kernel: { readonly now: Nanoseconds };
	later(delayNs: Nanoseconds, work: () => void): void;
}

/** An exchange on its way through a client. */
export class Wanted implements Asked {
	readonly spec: ExchangeSpec;
	readonly watcher: ExchangeWatcher;
	readonly times: ExchangeTimes;
	readonly roundTrips: RoundTrips = noRoundTrips();
	/** It has ended, or nobody wants to know any more. */
	isOver = false;
	/** Lets go of it, wherever it is at present. */
	letGo: (() => void) | undefined = undefined;
	/** Where the rest of its request goes, once its beginning has left. */
	upload: Upload | undefined = undefined;
	readonly #clock: Clock;
	#waited = false;

	constructor(clock: Clock, spec: ExchangeSpec, watcher: ExchangeWatcher) {
		this.#clock = clock;
		this.spec = spec;
		this.watcher = watcher;
		this.times = noTimes(clock.kernel.now);
	}

	cancel(): void {
		if (this.isOver) return;
		this.isOver = true;
		this.letGo?.();
	}

	write(bytes: Bytes): Bytes {
		return this.isOver ? 0 : (this.upload?.write(bytes) ?? 0);
	}

	end(): void {
		if (!this.isOver) this.upload?.end();
	}

	/** It stands in this list. */
	standIn(list: Wanted[]): void {
		list.push(this);
		this.letGo = () => list.splice(list.indexOf(this), 1);
	}

	/** The same, because it has to wait for others: its watcher is told, once. */
	waitIn(list: Wanted[]): void {
		this.standIn(list);
		if (this.#waited) return;
		this.#waited = true;
		this.watcher.queued?.();
	}

	/** It has waited for this place: what was done there meanwhile is what it waited for. */
	countQueue(finishedNs: readonly Nanoseconds[]): void {
		const since = finishedNs.findLastIndex((timeNs) => timeNs < this.times.askedNs);
		this.roundTrips.queue = finishedNs.length - 1 - since;
	}

	/** The client, its program or its machine is no more: nothing is told of it. */
	drop(): void {
		this.isOver = true;
	}

	/** It has ended. */
	settle(outcome: Outcome, connection: number, reused: boolean): void {
		if (this.isOver) return;
		this.isOver = true;
		const { times, roundTrips } = this;
		this.watcher.done({ outcome, times, roundTrips, reused, connection });
	}

	/** Asks the resolver for the address; `then` may come at once. */
	resolve(resolver: Resolver, hostName: string, then: () => void): void {
		let known = false;
		let told = false;
		resolver.resolve(hostName, (asked) => {
			known = true;
			if (!this.isOver) {
				this.times.resolvedNs = this.#clock.kernel.now;
				this.roundTrips.dns = asked ? 1 : 0;
				if (told) this.watcher.resolved?.();
			}
			then();
		});
		if (known || this.isOver) return;
		told = true;
		this.watcher.resolving?.();
	}

	/** Its request leaves, unless the watcher has it otherwise: `write` is called now, later or never. */
	leave(connection: number, write: () => void): void {
		const departure = this.watcher.leaving?.(connection) ?? 0;
		if (departure === "vanishes" || this.isOver) return;
		if (departure === 0) {
			write();
			return;
		}
		const go = (): void => {
			if (!this.isOver) write();
		};
		if (typeof departure === "function") departure(go);
		else this.#clock.later(departure, go);
	}
}

/** Takes all exchanges out of a connection's lists: those that have a stream, then those that wait for one. */
export function takeAll(carried: Map<number, { readonly wanted: Wanted }>, waiting: Wanted[]): readonly Wanted[] {
	const all = [...carried.values()].map(({ wanted }) => wanted).concat(waiting);
	carried.clear();
	waiting.length = 0;
	return all;
}
