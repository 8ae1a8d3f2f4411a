/**
 * What a server does by itself that lets clients log in. No file can say it: it stands in routes that follow from what a
 * server issues and demands.
 */
export interface IssueStep {
	/**
	 * `token`: a first one, for a password. `renewal`: the next one, for what renews it. `keys`: the public keys.
	 * `session`: a cookie, for a password. `logout`: the end of a session.
	 */
	readonly issue: "token" | "renewal" | "keys" | "session" | "logout";
}
