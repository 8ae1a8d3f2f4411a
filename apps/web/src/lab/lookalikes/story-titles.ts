import type { StoryName } from "../../simulation/explored-lookalikes.ts";

/** What is behind the silence, in a few words. */
export const STORY_TITLES: Readonly<Record<StoryName, string>> = {
	"request-lost": "The request is lost",
	"server-dead": "The server is dead",
	"reply-lost": "The reply is lost",
	slow: "All is merely slow",
};
