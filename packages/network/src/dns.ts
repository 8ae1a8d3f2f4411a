import type { Nanoseconds } from "@roundtrip/model";

/** A resolver's answers: one round-trip to it for a name that it was not asked for lately. */
export interface DnsSpec {
	/** To the resolver and back, its own work included. */
	readonly rttNs: Nanoseconds;
	/** For so long an answer is kept; for ever if absent. */
	readonly ttlNs?: Nanoseconds;
}

export interface Resolver {
	/** Calls `done` when the address is known: at once if it is kept. `asked`: whether the resolver was asked for it. */
	resolve(name: string, done: (asked: boolean) => void): void;
}

/** What a resolver needs of the world: the time, and to be called later. */
export interface Clock {
	readonly kernel: { readonly now: Nanoseconds };
	later(delayNs: Nanoseconds, work: () => void): void;
}

/** A resolver with a cache. Who asks for a name that is being asked for shares the answer. */
export function createResolver(clock: Clock, spec: DnsSpec): Resolver {
	const keptUntilNs = new Map<string, Nanoseconds>();
	const asking = new Map<string, ((asked: boolean) => void)[]>();
	return {
		resolve(name, done) {
			if ((keptUntilNs.get(name) ?? -1) > clock.kernel.now) {
				done(false);
				return;
			}
			const others = asking.get(name);
			if (others !== undefined) {
				others.push(done);
				return;
			}
			const waiting = [done];
			asking.set(name, waiting);
			clock.later(spec.rttNs, () => {
				asking.delete(name);
				keptUntilNs.set(name, clock.kernel.now + (spec.ttlNs ?? Number.POSITIVE_INFINITY));
				for (const tell of waiting) tell(true);
			});
		},
	};
}
