/** DEFLATE (RFC 1951) to a byte boundary, without the empty block that ends it (RFC 7692, section 7.2.1); one character a byte. */
export type Deflate = (octets: string) => string;

/** The other way round; undefined for what is none, or would be larger than it may be. */
export type Inflate = (octets: string) => string | undefined;

/** What a client offers: each message is compressed by itself, which holds no memory between messages at either end. */
export const DEFLATE_OFFER =
	"permessage-deflate; server_no_context_takeover; client_no_context_takeover; client_max_window_bits";
/** What a server agrees to. */
export const DEFLATE_ACCEPTED = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";
