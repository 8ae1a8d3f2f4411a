import { fieldOf, type HttpReply, type HttpRequest } from "../messages/http-message.ts";
import { problemReply } from "../protocols/rest/problem.ts";
import { dateMs } from "./age.ts";
import { type Asking, passedOn, validation } from "./asking.ts";
import { directivesOf } from "./directives.ts";
import type { CacheOptions } from "./options.ts";
import { reused } from "./reuse.ts";
import { type Standing, standingOf, usableFor } from "./staleness.ts";
import type { StoredReply } from "./stored-reply.ts";
import { fitsNoOther, variantOf } from "./variant.ts";

/** Why a cache has nothing to give. */
export type Miss =
	/** Nothing is stored for this address. */
	| "nothing-stored"
	/** What is stored is for requests that say something else in a field that it depends on. */
	| "other-variant"
	/** What is stored is stale, and can't be confirmed. */
	| "stale"
	/** What is stored can't be reached. */
	| "store-failed"
	/** The method is one that asks the server. */
	| "method"
	/** The request says that nothing of it may be stored. */
	| "asked-no-store"
	/** The request has a condition that only the server may judge. */
	| "condition";

/** What a cache does with a request. */
export type Lookup =
	| { readonly how: "fresh"; readonly reply: HttpReply; readonly standing: Standing }
	/** `background`: to be asked while the client has its answer already. */
	| {
			readonly how: "stale";
			readonly why: "max-stale" | "while-revalidate";
			readonly reply: HttpReply;
			readonly standing: Standing;
			readonly background?: Asking;
	  }
	/** To be asked whether what is stored is still right. */
	| { readonly how: "revalidate"; readonly asking: Asking; readonly standing: Standing }
	| { readonly how: "miss"; readonly why: Miss; readonly asking: Asking }
	/** The client wants nothing but what is stored, and there is nothing. */
	| { readonly how: "only-if-cached"; readonly reply: HttpReply };

/**
 * What to do with a request, given what is stored for its key.
 *
 * @param to the node that the request is for
 * @param stored all that is stored under `cacheKey(to, asked.path)`
 */
export function lookUpStored(
	options: CacheOptions,
	to: string,
	asked: HttpRequest,
	stored: readonly StoredReply[],
	nowNs: number,
): Lookup {
	const evasion = whyNotLookedFor(asked);
	if (evasion !== undefined) return { how: "miss", why: evasion, asking: passedOn(to, asked) };
	const fitting = fittingReplies(options, asked, stored);
	const [newest] = fitting;
	const found = newest === undefined ? undefined : given(options, to, asked, newest, fitting, nowNs);
	if (found !== undefined) return found;
	if (directivesOf(asked.fields).has("only-if-cached")) return onlyIfCached();
	const asking = validation(to, asked, fitting);
	if (newest !== undefined && asking !== undefined) {
		return { how: "revalidate", asking, standing: standingOf(newest, nowNs) };
	}
	const why = newest !== undefined ? "stale" : stored.length > 0 ? "other-variant" : "nothing-stored";
	return { how: "miss", why, asking: passedOn(to, asked) };
}

/** Of what is stored, that which fits a request, the newest first (RFC 9111, section 4.1). */
export function fittingReplies(
	options: CacheOptions,
	asked: HttpRequest,
	stored: readonly StoredReply[],
): readonly StoredReply[] {
	const fitting = stored.filter(({ vary, variant }) => !fitsNoOther(vary) && variantOf(asked, vary) === variant);
	return fitting.sort((one, other) => {
		const newerFirst = dateMs(options, other) - dateMs(options, one) || other.repliedNs - one.repliedNs;
		// Stores give them in any order.
		return newerFirst || (one.variant < other.variant ? -1 : 1);
	});
}

function given(
	options: CacheOptions,
	to: string,
	asked: HttpRequest,
	newest: StoredReply,
	fitting: readonly StoredReply[],
	nowNs: number,
): Lookup | undefined {
	const standing = standingOf(newest, nowNs);
	const usable = usableFor(options, asked, newest, standing);
	if (usable === "no") return undefined;
	const reply = reused(options, asked, newest, nowNs);
	if (usable === "fresh") return { how: "fresh", reply, standing };
	if (usable === "max-stale") return { how: "stale", why: usable, reply, standing };
	const background = validation(to, asked, fitting) ?? passedOn(to, asked);
	return { how: "stale", why: usable, reply, standing, background };
}

function whyNotLookedFor({ method, fields }: HttpRequest): Miss | undefined {
	if (method !== "GET" && method !== "HEAD") return "method";
	if (directivesOf(fields).has("no-store")) return "asked-no-store";
	// Whether the client means what is there now, the server alone knows (RFC 9110, section 13.2.1).
	const isForServer = ["if-match", "if-unmodified-since"].some((name) => fieldOf(fields, name) !== undefined);
	return isForServer ? "condition" : undefined;
}

function onlyIfCached(): Lookup {
	const reply = problemReply({ status: 504, detail: "Only what is stored was wanted, and nothing usable is." });
	return { how: "only-if-cached", reply };
}
