import type { Body, ClientProof, Content, Ending, HeaderField, HttpReply } from "@roundtrip/behaviour";
import type { CallId, Method, RequestLine } from "@roundtrip/model";

/** How a message looks on the wire. */
export interface AnswerLook {
	readonly summary: string;
	readonly size: number;
}

/** What a server means by an answer, before a protocol has written it. */
export interface Meant {
	readonly status: number;
	readonly content: Content;
	/** Beside those of its protocol. */
	readonly fields?: readonly HeaderField[];
}

/** A request at the node that answers it. */
export interface Job {
	readonly call: CallId;
	readonly method: Method;
	readonly path: string;
	/** Those that it came with. */
	readonly fields?: readonly HeaderField[];
	/** Who asks by the certificate of the connection, where one was shown. */
	readonly client?: ClientProof;
	/** It has changed on its way, and nobody knows what was meant. */
	readonly isUnreadable?: true;
	/** Of a request whose client sends items on it: nothing yet. */
	readonly content: Buffer;
	/** The route that is meant, where whoever took the request in has found it already. */
	readonly route?: RequestLine;
	/** What the request or an item of its client's says, where no plan knows it. */
	readonly understand?: (content: Buffer) => Content;
	/**
	 * Answers it, in the words of the protocol that it came over, and says how the answer looks.
	 * @param reply the same object as before where it is the same reply
	 * @param meant what it says, where it answers a route
	 */
	readonly answer: (reply: HttpReply, meant?: Meant) => AnswerLook;
	/** Absent where all that can be done is to answer. */
	readonly stream?: JobStream;
}

/** Told what becomes of the conversation, beside what its server says. */
export interface JobListener {
	/** The content of an item of the client's, with the protocol's framing and without HTTP's. */
	item(content: Buffer): void;
	/** The library that speaks for the server says something that is no item. */
	said?(body: Body): void;
	/** The client has answered a ping. */
	ponged?(): void;
	/** An item of the client's is larger than this server takes, and the connection is closed for that. */
	tooBig?(): void;
	/** The client sends no more. */
	ended(): void;
	/** The connection is over, or the client wants no more. */
	gone(): void;
}

/** A conversation of more than one message each way, as its server holds it. */
export interface JobStream {
	/** Begins the answer, after which items may follow. */
	open(reply: HttpReply): AnswerLook;
	/**
	 * Sends an item; gives its bytes on the wire at the level of HTTP.
	 * @param meant what it says, before a protocol has written it
	 * @param number where its records count from
	 */
	send(item: Body, meant: Content, number: number): number;
	/** Sends the end of the server's side; gives its bytes. */
	end(ending: Ending): number;
	/** All items were sent: whoever asked is told so, and closes. Absent where that is the end. */
	complete?(): void;
	/** Asks whether the client is there; gives the bytes. Absent where a protocol has no such question. */
	ping?(): number;
	/** Ends the connection without a word. */
	cut?(): void;
	/** Tells the listener all that has happened so far, and what happens from now on. */
	listen(listener: JobListener): void;
}
