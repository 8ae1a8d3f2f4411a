/** Payload of a TCP segment on an Ethernet path with timestamps. */
const SEGMENT_BYTES = 1_448;

/** Round-trips of slow start until so many bytes have left, after a first flight of so many segments. */
export function doublings(bytes: number, begin: number): number {
	const segments = bytes / SEGMENT_BYTES;
	let waits = 0;
	for (let left = begin, flight = begin; left < segments; left += flight) {
		flight *= 2;
		waits += 1;
	}
	return waits;
}
