import type { HeaderField } from "../../messages/http-message.ts";
import { base64, fromBase64 } from "../base64.ts";
import { octetsOf, textOf } from "../octets.ts";

/** A password with every request (RFC 7617), each of which costs its server a hash. */
export function basicField(user: string, password: string): HeaderField {
	const pair = base64(octetsOf(`${user}:${password}`));
	return ["authorization", `Basic ${pair}${"=".repeat((4 - (pair.length % 4)) % 4)}`];
}

/** Name and password of a request; undefined where it brings none. A name can't have a colon, a password can. */
export function basicOf(
	fields: readonly HeaderField[],
): { readonly user: string; readonly password: string } | undefined {
	const value = fields.find(([name]) => name === "authorization")?.[1] ?? "";
	const octets = fromBase64(/^basic +([A-Za-z0-9+/]+)={0,2}$/i.exec(value)?.[1] ?? "");
	const pair = octets === undefined ? undefined : textOf(octets);
	const colon = pair?.indexOf(":") ?? -1;
	return pair === undefined || colon < 0 ? undefined : { user: pair.slice(0, colon), password: pair.slice(colon + 1) };
}
