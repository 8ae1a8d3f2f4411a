import type { HttpReply } from "../messages/http-message.ts";
import { fieldOf } from "../messages/http-message.ts";
import { METHOD_TRAITS } from "../protocols/rest/method.ts";
import type { Asking } from "./asking.ts";
import { cacheKey } from "./stored-reply.ts";

/**
 * The keys under which nothing is right any more after a change was made: its own address, and those of the same server
 * that the answer names (RFC 9111, section 4.4). Empty where nothing was changed.
 */
export function outdatedKeys({ to, asked }: Asking, { status, fields }: HttpReply): readonly string[] {
	if (METHOD_TRAITS[asked.method].isSafe || status < 200 || status > 399) return [];
	const named = ["location", "content-location"].flatMap((name) => pathAt(to, fieldOf(fields, name)) ?? []);
	return [...new Set([asked.path, ...named])].map((path) => cacheKey(to, path));
}

/** The path of an address where it is one of this server: nobody makes a cache forget what another has sent. */
function pathAt(to: string, address: string | undefined): string | undefined {
	if (address === undefined) return undefined;
	if (address.startsWith("/") && !address.startsWith("//")) return withoutFragment(address);
	const [, host, path] = /^(?:https?:)?\/\/([^/?#]+)([^#]*)/i.exec(address) ?? [];
	if (host === undefined || path === undefined || host.toLowerCase() !== to.toLowerCase()) return undefined;
	return path.startsWith("/") ? path : `/${path}`;
}

function withoutFragment(path: string): string {
	const at = path.indexOf("#");
	return at < 0 ? path : path.slice(0, at);
}
