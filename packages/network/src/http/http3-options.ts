import type { TlsSizes } from "../tls/sizes.ts";
import type { QuicEnd } from "./quic-end.ts";
import type { Handler } from "./server.ts";

/** What a session is made of. */
export interface Http3SessionOptions extends TlsSizes {
	readonly resumed: boolean;
	readonly earlyData: boolean;
	readonly handler: Handler;
}

/** Where the events of a client's timers come from: their kind, and the ends by their number. */
export interface QuicTimers {
	readonly kind: number;
	readonly ends: QuicEnd[];
}
