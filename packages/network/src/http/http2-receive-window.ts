import type { Bytes } from "@roundtrip/model";

/**
 * A window that this end gives: what has been consumed is given back once it is half of the window, as nghttp2 does
 * (nghttp2_should_send_window_update).
 */
export class ReceiveWindow {
	readonly #window: Bytes;
	#consumed = 0;

	constructor(window: Bytes) {
		this.#window = window;
	}

	/** Takes in data that was used at once. Gives by how much the window is to be opened again; 0: not yet. */
	consume(bytes: Bytes): Bytes {
		this.#consumed += bytes;
		if (this.#consumed < Math.floor(this.#window / 2)) return 0;
		const back = this.#consumed;
		this.#consumed = 0;
		return back;
	}
}
