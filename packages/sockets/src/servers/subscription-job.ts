import { binaryBody, closingWith, encodeWebSocketMessage, fieldOf, transportWord } from "@roundtrip/behaviour";
import type { GraphqlSocket, GraphqlSocketUser } from "../graphql/socket.ts";
import type { Job, JobListener, JobStream } from "./job.ts";
import { createMailbox } from "./mailbox.ts";
import type { Values } from "./spoken-job.ts";

/** A job whose items a library of GraphQL sends over its WebSocket. */
export interface SubscriptionJob {
	readonly job: Job;
	readonly items: Values["items"];
}

/** @param attach gives a WebSocket to the library */
export function subscriptionJob(job: Job, attach: (user: GraphqlSocketUser) => GraphqlSocket): SubscriptionJob {
	const { stream: raw, fields = [] } = job;
	if (raw === undefined) throw new Error(`${job.call} came over what has no streams`);
	const items = createMailbox<{ readonly content: Parameters<JobStream["send"]>[1]; readonly number: number }>();
	let socket: GraphqlSocket | undefined;
	let listener: JobListener | undefined;

	const user: GraphqlSocketUser = {
		header: (name) => fieldOf(fields, name),
		send(text) {
			const body = binaryBody(encodeWebSocketMessage({ is: "text", text }));
			// The items are told of where they are made; the rest the library says by itself.
			if (transportWord(text) !== "next") listener?.said?.(body);
			raw.send(body, { body }, 0);
		},
		close: (code, reason) => void raw.end(closingWith(code, reason)),
	};

	function over(): void {
		items.end();
		socket?.closed();
	}

	const stream: JobStream = {
		...raw,
		open(reply) {
			const look = raw.open(reply);
			socket = attach(user);
			return look;
		},
		send(body, content, number) {
			items.put({ content, number });
			return body.size;
		},
		complete: () => items.end(),
		listen(one) {
			listener = one;
			raw.listen({
				...one,
				item(content) {
					one.item(content);
					socket?.heard(content.toString("utf8"));
				},
				ended() {
					one.ended();
					over();
				},
				gone() {
					one.gone();
					over();
				},
			});
		},
	};
	return { job: { ...job, stream }, items: items.all };
}
