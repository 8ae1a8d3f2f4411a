import { type HttpReply, plainReply } from "../../messages/http-message.ts";
import { problemReply } from "./problem.ts";

/** What a request looks like whose bytes have changed. */
interface Damaged {
	readonly body: { readonly size: number };
	readonly isStreamed?: boolean | undefined;
	readonly isOpen?: boolean | undefined;
}

/**
 * What a server answers that can't read a request (RFC 9110, section 15.5.1). Where not even its form could be read, nothing is
 * known of what follows on the connection: it ends with the answer (RFC 9112, section 9.3).
 */
export function unreadableReply({ body, isStreamed = false, isOpen = false }: Damaged): HttpReply {
	if (body.size === 0 || isStreamed || isOpen) return { ...plainReply(400), closes: true };
	return problemReply({ status: 400, detail: "The request can't be read." });
}
