/** A way in which data flows between those who have it and those who want it. */
export interface Pattern {
	readonly name: string;
	/** One sentence: who speaks when. */
	readonly what: string;
	/** The gallery's scenario that plays it. */
	readonly scenario: string;
}

/** From one question with one answer, over asking again and again, to answers that go on, and to those that come later. */
export const patterns: readonly Pattern[] = [
	{
		name: "REST",
		what: "Everything has an address, a method says what is wanted of it, and each answer stands for itself.",
		scenario: "rest-resources",
	},
	{
		name: "RPC",
		what: "The client calls procedures of the server by their names; all calls go to one address.",
		scenario: "rpc-procedures",
	},
	{
		name: "Streaming RPC",
		what: "A procedure takes or gives one message after the other, in one direction or in both at once.",
		scenario: "grpc-streams",
	},
	{
		name: "GraphQL",
		what: "The client sends a document that names the fields it wants, and gets those in one answer.",
		scenario: "graphql-selection",
	},
	{
		name: "Batching",
		what: "Several wishes travel in one request, and their answers come back together.",
		scenario: "batching",
	},
	{
		name: "Polling",
		what: "The client asks again and again whether there is news, and mostly there is none.",
		scenario: "polling",
	},
	{
		name: "Conditional requests",
		what: "The client names the version that it has, and is sent the content only where there is another one.",
		scenario: "polling-etag",
	},
	{
		name: "Long polling",
		what: "The client asks once, and the server holds the question until there is something to answer.",
		scenario: "long-polling",
	},
	{
		name: "Server-Sent Events",
		what: "One answer that never ends: the server adds an item to it whenever it has one.",
		scenario: "sse-news",
	},
	{
		name: "WebSocket",
		what: "A connection on which either side says something whenever it likes.",
		scenario: "websocket-chat",
	},
	{
		name: "Webhook",
		what: "Whoever asked is answered at once, and is called back later, by a request the other way.",
		scenario: "webhook",
	},
	{
		name: "Asynchronous request-reply",
		what: "The server takes the work, says where its result will be, and the client comes back for it.",
		scenario: "async-request-reply",
	},
	{
		name: "Fire and forget",
		what: "The client is told that its wish was taken, and never hears what came of it.",
		scenario: "fire-and-forget",
	},
];
