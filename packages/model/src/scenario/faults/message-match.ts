import { z } from "zod";
import { callParts, isMessageId } from "../../trace/message-id.ts";
import type { Nanoseconds, WrittenDuration } from "../../units/duration.ts";
import type { PartsPerMillion, WrittenShare } from "../../units/share.ts";
import {
	countField,
	durationField,
	type Field,
	linkNameField,
	requestField,
	shareField,
	wordField,
} from "../fields.ts";
import { LIMITS } from "../limits.ts";
import type { LinkName } from "../link-name.ts";
import type { RequestLine, WrittenRequest } from "../request-line.ts";

/** Which messages a fault means: by their order on a link, or one by its name. */
export interface MessageMatch {
	/** The link, where messages are counted; needed with `request` and `response`. */
	readonly on?: LinkName | undefined;
	/** The nth of its kind on the link that fits, counted from 1 in the order of sending, or every one. */
	readonly nth: number | "all";
	/** Only messages of exchanges whose client asks for this route; those that servers send to others for it too. */
	readonly route?: RequestLine | undefined;
	/** Only messages of this attempt of their exchange. */
	readonly attempt?: number | undefined;
	/** Only messages that begin to leave at this time or later. */
	readonly from?: Nanoseconds | undefined;
	/** Only messages that begin to leave before this time. */
	readonly until?: Nanoseconds | undefined;
	/** Strikes only this share of the messages that are meant. Which ones follows from the seed and their names. */
	readonly probability?: PartsPerMillion | undefined;
}

const error = "write request, response, or the name of a message such as e1.1<";

/** Which message, as it is written. */
export type WrittenMessage = "request" | "response" | `e${string}>` | `e${string}<`;

export const messageField: Field<string, WrittenMessage> = z
	.string({ error })
	.refine((text) => text === "request" || text === "response" || isMessageId(text), { error }) as unknown as Field<
	string,
	WrittenMessage
>;

/** Which of many: one, counted from 1, or every one. */
export const nthField: Field<number | "all"> = z.union([countField(1, LIMITS.exchanges), wordField(["all"])], {
	error: "nth is a whole number from 1, or all",
});

/** The fields of a fault that strikes messages, beside which message it is. */
export const matchFields: {
	readonly on: z.ZodOptional<Field<LinkName>>;
	readonly nth: z.ZodPrefault<Field<number | "all">>;
	readonly route: z.ZodOptional<Field<RequestLine, WrittenRequest>>;
	readonly attempt: z.ZodOptional<Field<number>>;
	readonly from: z.ZodOptional<Field<Nanoseconds, WrittenDuration>>;
	readonly until: z.ZodOptional<Field<Nanoseconds, WrittenDuration>>;
	readonly probability: z.ZodOptional<Field<PartsPerMillion, WrittenShare>>;
} = {
	on: linkNameField.optional(),
	nth: nthField.prefault(1),
	route: requestField.optional(),
	attempt: countField(1, LIMITS.attempts).optional(),
	from: durationField.optional(),
	until: durationField.optional(),
	probability: shareField.optional(),
};

export interface WrittenMatch<Link extends string = string> {
	readonly on?: Link | undefined;
	readonly nth?: number | "all" | undefined;
	readonly route?: WrittenRequest | undefined;
	readonly attempt?: number | undefined;
	readonly from?: WrittenDuration | undefined;
	readonly until?: WrittenDuration | undefined;
	readonly probability?: WrittenShare | undefined;
}

/** A name says everything; a kind needs its link. */
export function oneWayOfMatching<Fault extends MessageMatch>(which: (fault: Fault) => string): z.core.CheckFn<Fault> {
	return (context) => {
		const fault = context.value;
		const problem = isMessageId(which(fault)) ? besideName(fault) : besideKind(which(fault), fault);
		if (problem !== undefined) context.issues.push({ code: "custom", input: fault, message: problem });
		const { from = 0, until } = fault;
		if (until === undefined || until > from) return;
		const message = "`until` must be later than `from`";
		context.issues.push({ code: "custom", input: fault, message, path: ["until"] });
	};
}

function besideName({ on, route, attempt }: MessageMatch): string | undefined {
	if (on !== undefined) return "a message given by its name needs no `on`";
	if (route !== undefined || attempt !== undefined) {
		return "a message given by its name needs no `route` and no `attempt`: the name says both";
	}
	return undefined;
}

function besideKind(which: string, { on }: MessageMatch): string | undefined {
	const needsLink = ["request", "response"].includes(which) && on === undefined;
	return needsLink ? "say which link with `on`, like on: phone -> bank" : undefined;
}

/** What strikes the connection can't strike an item of a stream: it has to be said of the request or the answer. */
export function noItem<Fault extends MessageMatch>(which: (fault: Fault) => string): z.core.CheckFn<Fault> {
	return (context) => {
		const name = which(context.value);
		if (!isMessageId(name) || callParts(name).item === undefined) return;
		const message = "this can't strike an item of a stream; name the request or the answer, like e1.1<";
		context.issues.push({ code: "custom", input: context.value, message });
	};
}
