import { textBody } from "../../messages/body.ts";
import type { HttpReply } from "../../messages/http-message.ts";
import { reasonPhrase } from "../http1/status.ts";

/** What went wrong, for programs and for people (RFC 9457, section 3). */
export interface Problem {
	readonly status: number;
	/** Names the kind of problem; `about:blank` where the status says it all. */
	readonly type?: string;
	/** The kind in a few words; those of the status where it isn't said. */
	readonly title?: string;
	/** This one problem, in a sentence. */
	readonly detail?: string;
	/** Names this one problem. */
	readonly instance?: string;
	/** Members of its kind (RFC 9457, section 3.2). */
	readonly more?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

export const PROBLEM_TYPE = "application/problem+json";

/** An answer that says what went wrong, as `application/problem+json`. */
export function problemReply({ status, type, title, detail, instance, more }: Problem): HttpReply {
	const members = { type: type ?? "about:blank", title: title ?? reasonPhrase(status), status, detail, instance };
	return {
		status,
		fields: [["content-type", PROBLEM_TYPE]],
		// The members of RFC 9457 can't be replaced by others of the same name.
		body: textBody(JSON.stringify({ ...more, ...members })),
	};
}
