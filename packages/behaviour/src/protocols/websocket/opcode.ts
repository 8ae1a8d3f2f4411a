/** What a frame is (RFC 6455, section 5.2). */
export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** The reserved bit that says of a message that it is compressed (RFC 7692, section 6). */
export const DEFLATED = 0x40;

/** What a frame of control may carry (RFC 6455, section 5.5). */
export const CONTROL_LIMIT = 125;

export function isControl(opcode: number): boolean {
	return opcode >= OPCODE.close;
}
