import type { RequestLine } from "@roundtrip/model";
import type { Content } from "./content.ts";
import type { HeaderField } from "./http-message.ts";

/** What somebody wants of a server, in the words of a scenario: a dialect writes it as messages. */
export interface Operation {
	/** As in the scenario, such as `GET /feed`. */
	readonly request: RequestLine;
	readonly fields: readonly HeaderField[];
	readonly content: Content;
}
