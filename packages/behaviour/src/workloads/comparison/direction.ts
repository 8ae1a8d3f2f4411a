/** Who can begin to speak. */
export const DIRECTION = {
	asks: "the client asks, the server answers",
	held: "the client asks, the server keeps its answer back until it has something",
	down: "the client asks once, then the server speaks by itself",
	downAndPosts: "the server speaks by itself; the client asks anew for each thing that it says",
	streams: "each side on a stream that the client has opened",
	both: "both sides, whenever they like",
} as const;
