import type { HeaderField } from "../../messages/http-message.ts";
import type { EpochSeconds } from "../seconds.ts";
import { type BrowserRequest, isSafe } from "./browser-request.ts";
import type { CookieJar } from "./jar.ts";
import { originText, relationOf } from "./site.ts";

const MODE = { typed: "navigate", navigation: "navigate", subresource: "no-cors" } as const;

/**
 * What a browser adds by itself so that a server can tell who is behind a request: cookies, Origin (Fetch standard), and
 * Sec-Fetch fields (Fetch Metadata). No page can change them.
 */
export function browserFields(request: BrowserRequest, jar: CookieJar, nowS: EpochSeconds): readonly HeaderField[] {
	const { cause, page, target, method } = request;
	const relation = cause === "typed" ? "none" : relationOf(page, target);
	const cookies = jar.field(request, nowS);
	const metadata: readonly HeaderField[] = [
		["sec-fetch-site", relation],
		["sec-fetch-mode", MODE[cause]],
		...(cause === "subresource" ? [] : [["sec-fetch-user", "?1"] as const]),
	];
	return [
		...(cookies === undefined ? [] : [cookies]),
		...(isSafe(method) ? [] : [["origin", originText(page)] as const]),
		// They are told to trustworthy servers only.
		...(target.scheme === "https" ? metadata : []),
	];
}
