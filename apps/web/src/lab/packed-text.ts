/** Text, deflated and written with letters that an address takes as they are (base64url). */
export async function packText(text: string): Promise<string> {
	const bytes = await through(new TextEncoder().encode(text), new CompressionStream("deflate-raw"));
	let binary = "";
	for (const byte of bytes) binary += String.fromCharCode(byte);
	return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** The text that was packed; undefined where the letters are not such a text. */
export async function unpackText(packed: string): Promise<string | undefined> {
	try {
		const binary = atob(packed.replace(/-/g, "+").replace(/_/g, "/"));
		const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
		return new TextDecoder("utf-8", { fatal: true }).decode(
			await through(bytes, new DecompressionStream("deflate-raw")),
		);
	} catch {
		return undefined;
	}
}

async function through(
	bytes: Uint8Array<ArrayBuffer>,
	stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
	const piped = new Blob([bytes]).stream().pipeThrough(stream);
	return new Uint8Array(await new Response(piped).arrayBuffer());
}
