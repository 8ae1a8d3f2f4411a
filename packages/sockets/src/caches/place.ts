/** Where a shared cache keeps its replies: in its own process, or in a Redis. */
export type CachePlace =
	| { readonly engine: "memory" }
	/** `prefix` stands before all its keys there. */
	| { readonly engine: "redis"; readonly url: string; readonly prefix: string };

export const IN_MEMORY: CachePlace = { engine: "memory" };
