const KEY = "roundtrip-token";

/**
 * Takes the token of the lab server out of the page's address, where `roundtrip serve` printed it, and keeps it for
 * this tab only: it must not stay in the history or be copied with a link.
 */
export function takeToken(location: Location, history: History, storage: Storage): void {
	const address = new URL(location.href);
	const token = address.searchParams.get("token");
	if (token === null) return;
	storage.setItem(KEY, token);
	address.searchParams.delete("token");
	history.replaceState(history.state, "", address);
}

/** Undefined where the page was opened without one. */
export function keptToken(storage: Storage): string | undefined {
	return storage.getItem(KEY) ?? undefined;
}
