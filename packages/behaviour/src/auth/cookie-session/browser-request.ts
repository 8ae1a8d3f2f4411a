import type { Method } from "@roundtrip/model";
import { type Origin, relationOf } from "./site.ts";

/** What makes a browser send something. */
export type Cause =
	/** Somebody typed the address or opened a bookmark: no page is behind it. */
	| "typed"
	/** A link or a form that the window follows because somebody clicked. */
	| "navigation"
	/** A picture or script of a page, or what its script fetches, with credentials. */
	| "subresource";

/** A request as far as its browser decides what goes along. */
export interface BrowserRequest {
	readonly method: Method;
	readonly target: Origin;
	/** Without its query. */
	readonly path: string;
	/** The page that it comes from. */
	readonly page: Origin;
	readonly cause: Cause;
}

const SAFE: readonly Method[] = ["GET", "HEAD"];

/** Whether a method promises to change nothing (RFC 9110, section 9.2.1), as far as browsers send it by navigating. */
export function isSafe(method: Method): boolean {
	return SAFE.includes(method);
}

/** Whether a request counts as one of the target's own site (RFC 6265bis, section 5.2). */
export function isSameSite({ cause, page, target }: BrowserRequest): boolean {
	return cause === "typed" || relationOf(page, target) !== "cross-site";
}
