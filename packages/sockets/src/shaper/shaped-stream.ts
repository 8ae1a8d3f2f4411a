import { Duplex } from "node:stream";

/** A stream over a link: what is written is taken at once, and what is to be read comes when the link lets it. */
export abstract class ShapedStream extends Duplex {
	/** Chunks that were written together. */
	protected abstract takeWritten(chunks: readonly Uint8Array[]): void;

	override _read(): void {
		// Nobody can ask for bytes.
	}

	override _write(chunk: Uint8Array, _encoding: string, done: () => void): void {
		this.takeWritten([chunk]);
		done();
	}

	override _writev(chunks: readonly { readonly chunk: Uint8Array }[], done: () => void): void {
		this.takeWritten(chunks.map(({ chunk }) => chunk));
		done();
	}
}
