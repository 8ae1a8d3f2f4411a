import { reasonPhrase } from "@roundtrip/behaviour";

export const PROBLEM_TYPE = "application/problem+json";

/** An answer that is no route's, for people and programs alike (RFC 9457). */
export function problemText(status: number, detail: string): string {
	return JSON.stringify({ type: "about:blank", title: reasonPhrase(status), status, detail });
}
