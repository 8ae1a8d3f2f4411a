import { type KeepOptions, keepReal } from "../keep.ts";
import type { KeptServer } from "../kept/servers.ts";
import { scenarioOf } from "./rehearse.ts";

/** A scenario that is kept while a test lasts. */
export interface KeptForTest {
	/** The address of a server that speaks a protocol, with a path after it. */
	url(server: string, path: string, speaks?: "http/1.1" | "http/2"): string;
	readonly servers: readonly KeptServer[];
	/** Ends it; resolved when nothing is left of it. */
	end(): Promise<void>;
}

/** Keeps a scenario; resolved when its servers can be asked. */
export async function keepForTest(text: string, options: Partial<KeepOptions> = {}): Promise<KeptForTest> {
	const stop = new AbortController();
	const { promise, resolve, reject } = withResolvers<readonly KeptServer[]>();
	const keeping = async (): Promise<void> => {
		const own = { signal: stop.signal, onProgress: () => undefined, onReady: resolve };
		const result = await keepReal(scenarioOf(text), { ...own, ...options });
		if (!result.ok && result.problem.kind !== "aborted") reject(new Error(result.problem.message));
	};
	const over = keeping();
	const servers = await promise;
	return {
		servers,
		url(name, path, speaks = "http/1.1") {
			const addresses = servers.find((each) => each.name === name)?.addresses ?? [];
			return `${addresses.find((each) => each.speaks[0] === speaks)?.url}${path}`;
		},
		async end() {
			stop.abort();
			await over;
		},
	};
}

function withResolvers<Value>(): {
	readonly promise: Promise<Value>;
	readonly resolve: (value: Value) => void;
	readonly reject: (reason: Error) => void;
} {
	let resolve: (value: Value) => void = () => undefined;
	let reject: (reason: Error) => void = () => undefined;
	const promise = new Promise<Value>((resolved, rejected) => {
		resolve = resolved;
		reject = rejected;
	});
	return { promise, resolve, reject };
}
