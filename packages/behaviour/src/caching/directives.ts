import type { HeaderField } from "../messages/http-message.ts";
import { listMembers, membersOf, unquoted } from "../protocols/rest/fields.ts";

/** The directives of Cache-Control in a message, by their names in lower case (RFC 9111, section 5.2). */
export type Directives = ReadonlyMap<string, string | undefined>;

/** What doesn't fit is held for as much (RFC 9111, section 1.2.2). */
const SECONDS_AT_MOST = 2_147_483_648;

/** Of a directive that is there twice the first one counts (RFC 9111, section 4.2.1). */
export function directivesOf(fields: readonly HeaderField[]): Directives {
	const directives = new Map<string, string | undefined>();
	for (const member of listMembers(fields, "cache-control")) {
		const equals = member.indexOf("=");
		const name = (equals < 0 ? member : member.slice(0, equals)).toLowerCase();
		if (!directives.has(name)) directives.set(name, equals < 0 ? undefined : unquoted(member.slice(equals + 1)));
	}
	return directives;
}

/** A directive's seconds: 0 where it has none that can be read, as a doubtful freshness is none; undefined without it. */
export function secondsOf(directives: Directives, name: string): number | undefined {
	if (!directives.has(name)) return undefined;
	const value = directives.get(name) ?? "";
	return /^\d+$/.test(value) ? Math.min(Number(value), SECONDS_AT_MOST) : 0;
}

/** Whether a directive holds for the whole message, not only for fields that it names. */
export function isUnqualified(directives: Directives, name: string): boolean {
	return directives.has(name) && fieldsNamedBy(directives, name).length === 0;
}

/** Fields that `no-cache="…"` or `private="…"` names (RFC 9111, sections 5.2.2.4 and 5.2.2.7). */
export function fieldsNamedBy(directives: Directives, name: string): readonly string[] {
	return membersOf(directives.get(name) ?? "").map((field) => field.toLowerCase());
}
