import { z } from "zod";
import type { Nanoseconds, WrittenDuration } from "../../units/duration.ts";
import { durationField, type Field, flagField, wordField } from "../fields.ts";

/** A server that gives tokens to those who log in. */
export interface IssuesSpec {
	/** How long a token is good. */
	readonly token: Nanoseconds;
	/** How it is signed: by one secret that whoever checks it has too, or by a pair of keys whose public one is fetched. */
	readonly algorithm: "HS256" | "RS256" | "ES256";
	/** A token passes once, where whoever checks it remembers those that have. */
	readonly "one-use": boolean;
	/** How long a login can be renewed without its password. */
	readonly login: Nanoseconds;
	/** How long checking a password takes; in the real world it takes as long as its hash does. */
	readonly hash: Nanoseconds;
}

export interface WrittenIssues {
	readonly token: WrittenDuration;
	readonly algorithm?: IssuesSpec["algorithm"] | undefined;
	readonly "one-use"?: boolean | undefined;
	readonly login?: WrittenDuration | undefined;
	readonly hash?: WrittenDuration | undefined;
}

/** A hash of scrypt with 32 MiB took 0.2 s of a core in the real world. */
const issuesDefaults = { algorithm: "ES256", "one-use": false, login: "8h", hash: "200ms" } as const;

const atLeastASecond = durationField.refine((ns) => ns >= 1e9, { error: "a token is good for a second at least" });

export const issuesField: Field<IssuesSpec, WrittenIssues> = z.strictObject({
	token: atLeastASecond,
	algorithm: wordField(["ES256", "RS256", "HS256"]).prefault(issuesDefaults.algorithm),
	"one-use": flagField("one-use").prefault(issuesDefaults["one-use"]),
	login: durationField.prefault(issuesDefaults.login),
	hash: durationField.prefault(issuesDefaults.hash),
});
