/** How messages are written. */
export type ConnectCodec = "proto" | "json";

/** One message is plain content; a stream of them comes in envelopes. */
export function connectContentType(codec: ConnectCodec, isStream: boolean): string {
	return isStream ? `application/connect+${codec}` : `application/${codec}`;
}
