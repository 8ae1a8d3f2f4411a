/** What changes of a byte: its highest bit, so that it is no ASCII any more, and text that begins with it no UTF-8. */
export const FLIPPED_BIT = 0x80;
