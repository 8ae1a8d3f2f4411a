/** Where something comes from: scheme, host in lower case, and port where it isn't the scheme's own. */
export interface Origin {
	readonly scheme: "http" | "https";
	readonly host: string;
	readonly port?: number;
}

/** As the Origin field names it. */
export function originText({ scheme, host, port }: Origin): string {
	return `${scheme}://${host}${port === undefined ? "" : `:${port}`}`;
}

/** How far apart two origins are, in the words of Sec-Fetch-Site. */
export type Relation = "same-origin" | "same-site" | "cross-site";

/** A site is a scheme with the part of a host that somebody can register; ports are no part of it. */
export function relationOf(one: Origin, other: Origin): Relation {
	if (originText(one) === originText(other)) return "same-origin";
	const isSame = one.scheme === other.scheme && registrable(one.host) === registrable(other.host);
	return isSame ? "same-site" : "cross-site";
}

/**
 * The last two labels of a host. Browsers look into the list of public suffixes for it; here every name of one label is
 * such a suffix, and no other.
 */
function registrable(host: string): string {
	return isAddress(host) ? host : host.split(".").slice(-2).join(".");
}

/** Whether nobody can own all names below: a cookie for `com` would go everywhere. */
export function isPublicSuffix(domain: string): boolean {
	return !domain.includes(".");
}

/** Whether a host is a domain or below it (RFC 6265bis, section 5.1.3). */
export function isWithin(host: string, domain: string): boolean {
	return host === domain || (host.endsWith(`.${domain}`) && !isAddress(host));
}

function isAddress(host: string): boolean {
	return /^[\d.]+$/.test(host) || host.includes(":");
}
