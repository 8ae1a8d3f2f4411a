/** Whether a path is another, or lies in it (RFC 6265bis, section 5.1.4). */
export function pathMatches(path: string, within: string): boolean {
	if (!path.startsWith(within)) return false;
	return path.length === within.length || within.endsWith("/") || path[within.length] === "/";
}

/** The folder that was asked: where a cookie belongs that doesn't say it. */
export function defaultPath(path: string): string {
	const last = path.lastIndexOf("/");
	return last <= 0 ? "/" : path.slice(0, last);
}
