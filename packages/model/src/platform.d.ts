/** What every engine has and the language's own library doesn't declare. */
declare class TextDecoder {
	decode(bytes?: Uint8Array, options?: { readonly stream?: boolean }): string;
}
