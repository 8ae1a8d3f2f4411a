import type { Data, GraphqlAnswer, GraphqlRoute } from "@roundtrip/behaviour";

/** A field of the root that somebody wants. */
export interface GraphqlCall {
	readonly route: GraphqlRoute;
	/** What a mutation writes. */
	readonly text?: string | undefined;
	/** A header field of the request that it came in; names in lower case. */
	readonly header: (name: string) => string | undefined;
}

/** What stands behind the fields of the root. */
export interface GraphqlResolvers {
	/** Does what a query or a mutation wants. What it throws is a fault of ours, and is told to nobody. */
	readonly resolve: (call: GraphqlCall) => Promise<GraphqlAnswer>;
	/**
	 * The items of a subscription: texts where its route has no data, null where one says nothing. It is returned from when
	 * whoever subscribed has gone.
	 */
	readonly subscribe: (call: GraphqlCall) => AsyncIterable<Data | string | null>;
}
