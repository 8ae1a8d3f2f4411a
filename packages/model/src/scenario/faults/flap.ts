import { z } from "zod";
import { type Nanoseconds, NS_PER_MS, type WrittenDuration } from "../../units/duration.ts";
import type { Descriptor } from "../descriptor.ts";
import { durationField, type Field, linkNameField, wordField } from "../fields.ts";
import type { LinkName } from "../link-name.ts";
import { LINK_WAYS, type LinkWay } from "./partition.ts";
import { endsAfterItBegins } from "./window.ts";

/** A link is cut again and again. */
export interface FlapFault {
	readonly flap: LinkName;
	readonly at: Nanoseconds;
	/** When it stops; never if absent. */
	readonly until?: Nanoseconds | undefined;
	/** How long it is cut each time, and how long it is whole before the next time. */
	readonly down: Nanoseconds;
	readonly up: Nanoseconds;
	readonly way: LinkWay;
}

export interface WrittenFlap<Link extends string = string> {
	readonly flap: Link;
	readonly at: WrittenDuration;
	readonly until?: WrittenDuration | undefined;
	readonly down?: WrittenDuration | undefined;
	readonly up?: WrittenDuration | undefined;
	readonly way?: LinkWay | undefined;
}

const stretchField: Field<number, WrittenDuration> = durationField.refine((ns) => ns >= NS_PER_MS, {
	error: "a link that flaps is down or up for at least 1ms at a time",
});

export const flap: Descriptor<FlapFault, WrittenFlap> = {
	name: "flap",
	what: "A link is cut again and again: for `down`, then whole for `up`, from `at` until `until` or to the end. Each time is a short `partition`: what is sent or under way then is lost, and TCP, which waits twice as long each time, may find it cut whenever it tries.",
	example: "{ flap: phone -> bank, at: 100ms, until: 5s, down: 200ms, up: 300ms }",
	defaults: { down: "200ms", up: "300ms", way: "both" },
	schema: z
		.strictObject({
			flap: linkNameField,
			at: durationField,
			until: durationField.optional(),
			down: stretchField.prefault("200ms"),
			up: stretchField.prefault("300ms"),
			way: wordField(LINK_WAYS).prefault("both"),
		})
		.check(endsAfterItBegins),
};
