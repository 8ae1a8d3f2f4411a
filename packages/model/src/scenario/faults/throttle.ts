import { z } from "zod";
import type { BitsPerSecond, WrittenRate } from "../../units/data.ts";
import type { Nanoseconds, WrittenDuration } from "../../units/duration.ts";
import type { Descriptor } from "../descriptor.ts";
import { durationField, linkNameField, rateField } from "../fields.ts";
import type { LinkName } from "../link-name.ts";
import { endsAfterItBegins } from "./window.ts";

/** A link is slower for a while. */
export interface ThrottleFault {
	readonly throttle: LinkName;
	readonly at: Nanoseconds;
	/** When it is as it was; never if absent. */
	readonly until?: Nanoseconds | undefined;
	/** What either direction carries at most; as before if absent. */
	readonly rate?: BitsPerSecond | undefined;
	/** How long there and back takes at least; as before if absent. */
	readonly rtt?: Nanoseconds | undefined;
}

export interface WrittenThrottle<Link extends string = string> {
	readonly throttle: Link;
	readonly at: WrittenDuration;
	readonly until?: WrittenDuration | undefined;
	readonly rate?: WrittenRate | undefined;
	readonly rtt?: WrittenDuration | undefined;
}

export const throttle: Descriptor<ThrottleFault, WrittenThrottle> = {
	name: "throttle",
	what: "A link is slower for a while: it carries no more than `rate` in either direction, or a packet takes as long as `rtt` says, or both. Nothing is lost, unless a queue on the link gets full; a jump of the round-trip time may well make TCP send again what is only late. Of several at once the slowest counts. The link is simulated packet by packet.",
	example: "{ throttle: phone -> bank, at: 1s, until: 3s, rate: 100kbit/s }",
	defaults: {},
	schema: z
		.strictObject({
			throttle: linkNameField,
			at: durationField,
			until: durationField.optional(),
			rate: rateField.optional(),
			rtt: durationField.optional(),
		})
		.check(endsAfterItBegins)
		.check((context) => {
			if (context.value.rate !== undefined || context.value.rtt !== undefined) return;
			const message = "say how slow: rate: 100kbit/s, or rtt: 500ms";
			context.issues.push({ code: "custom", input: context.value, message });
		}),
};
