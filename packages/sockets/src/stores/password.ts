const HIDDEN = "***";

/** A text without the password of a URL, in whichever form it may stand there. */
export function withoutPassword(text: string, url: string): string {
	return secretsOf(url).reduce((clean, secret) => clean.replaceAll(secret, HIDDEN), text);
}

/** The longer ones first, so that nothing is left of one that holds another. Never throws. */
function secretsOf(url: string): readonly string[] {
	const inAuthority = /^[a-z]+:\/\/[^:@/?#]*:(.*)@/i.exec(url)?.[1];
	const inQuery = [...url.matchAll(/[?&](?:password|sslpassword)=([^&#]*)/gi)].map((match) => match[1]);
	const written = [inAuthority, ...inQuery].filter((secret) => secret !== undefined && secret !== "") as string[];
	return [...new Set(written.flatMap((secret) => [secret, decoded(secret)]))].sort((a, b) => b.length - a.length);
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
