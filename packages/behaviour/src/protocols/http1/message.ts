/** What a message says becomes of its connection when it is over (RFC 9112, section 9.6). */
export type ConnectionEnding = "keep-alive" | "close";

/** A whole HTTP/1.1 message (RFC 9112), by its bytes. */
export interface Http1Message {
	/** `POST /transfers` or `201 Created`. */
	readonly summary: string;
	/** Start line and header fields with their line ends, up to and with the empty line. */
	readonly head: string;
	/** The begin of the content, at most `BODY_KEPT` bytes, one character a byte. */
	readonly body: string;
	/** Bytes of head and content. */
	readonly size: number;
}
