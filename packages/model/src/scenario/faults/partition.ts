import { z } from "zod";
import type { Nanoseconds, WrittenDuration } from "../../units/duration.ts";
import type { Descriptor } from "../descriptor.ts";
import { durationField, linkNameField, wordField } from "../fields.ts";
import type { LinkName } from "../link-name.ts";
import { endsAfterItBegins } from "./window.ts";

/** What gets lost of a link: all, what the asking end sends (its acknowledgements too), or what the asked end sends. */
export type LinkWay = "both" | "request" | "response";

export const LINK_WAYS = ["both", "request", "response"] as const;

/** Nothing gets through a link for a while. */
export interface PartitionFault {
	readonly partition: LinkName;
	readonly at: Nanoseconds;
	/** When it heals; never if absent. */
	readonly until?: Nanoseconds | undefined;
	readonly way: LinkWay;
}

export interface WrittenPartition<Link extends string = string> {
	readonly partition: Link;
	readonly at: WrittenDuration;
	readonly until?: WrittenDuration | undefined;
	readonly way?: LinkWay | undefined;
}

export const partition: Descriptor<PartitionFault, WrittenPartition> = {
	name: "partition",
	what: "Nothing gets through a link for a while: every packet is lost that is sent or under way in that time, and nobody is told. TCP sends again, each time after twice as long, so that what was lost comes some time after the link has healed; without `until` it never heals. `way: request` loses only what the asking end sends, acknowledgements included; `way: response` only what comes back. The link is simulated packet by packet.",
	example: "{ partition: phone -> bank, at: 100ms, until: 2s }",
	defaults: { way: "both" },
	schema: z
		.strictObject({
			partition: linkNameField,
			at: durationField,
			until: durationField.optional(),
			way: wordField(LINK_WAYS).prefault("both"),
		})
		.check(endsAfterItBegins),
};
