import { requestAfter } from "./redirects.ts";
import type { RequestLine } from "./request-line.ts";
import type { Step } from "./steps/registry.ts";

/** Where a route sends whoever asks it on to; undefined where it answers itself. */
export function sentOnTo(request: RequestLine, steps: readonly Step[] = []): RequestLine | undefined {
	const last = steps.at(-1);
	if (last === undefined || !("reply" in last) || last.location === undefined) return undefined;
	return requestAfter(request, last.reply, last.location);
}

/** A request and those that its redirects lead to, in order; in a loop up to the first that would come again. */
export function redirectChain(
	routes: Readonly<Record<RequestLine, readonly Step[]>> | undefined,
	request: RequestLine,
): readonly RequestLine[] {
	const chain: RequestLine[] = [];
	for (let next: RequestLine | undefined = request; next !== undefined && !chain.includes(next); ) {
		chain.push(next);
		next = sentOnTo(next, routes?.[next]);
	}
	return chain;
}
