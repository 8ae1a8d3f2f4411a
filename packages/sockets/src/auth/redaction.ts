import type { CallId } from "@roundtrip/model";
import { asideOf } from "@roundtrip/model";

/** Header fields that let whoever has them in, with what of their values is no secret. */
const FIELDS =
	/^(authorization: (?:Bearer |Basic )?|cookie: (?:[^=\r\n]*=)?|set-cookie: [^=\r\n]*=|x-api-key: |x-csrf-token: )([^;\r\n]*)/gim;
/** What is given or shown while somebody signs in, as JSON and as a form. */
const CONTENT = /("(?:password|access_token|refresh_token|csrf_token)":"|\brefresh_token=)([^"&]*)/g;

const MASK = "*";

/** A head as it may be shown: secrets are masked, and everything keeps its length. */
export function redactedHead(head: string): string {
	return head.replace(FIELDS, (_all, said: string, secret: string) => said + MASK.repeat(secret.length));
}

/** The content of a message, where it belongs to a sign-in. */
export function redactedBody(call: CallId, body: string): string {
	if (asideOf(call) !== "sign-in") return body;
	return body.replace(CONTENT, (_all, said: string, secret: string) => said + MASK.repeat(secret.length));
}
