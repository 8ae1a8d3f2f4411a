/** What a database is asked about an idempotency key, before it is put into its language. */
export type KeyAsked =
	/** Its record; the name is held to the end of the transaction. `waits`: where another holds it. */
	| { readonly does: "lock"; readonly name: string; readonly waits: boolean }
	/** `settle` changes nothing where the key has another holder by now. */
	| { readonly does: "save" | "settle"; readonly name: string; readonly fence: number; readonly record: string }
	| { readonly does: "forget"; readonly name: string; readonly fence: number };
