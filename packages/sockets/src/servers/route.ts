import {
	allowedNs,
	answerTo,
	type Channels,
	contentSaid,
	createAuthDesk,
	createAwakening,
	createChannels,
	createKeyMemory,
	createSlowness,
	DEADLINE_OVER,
	doOnce,
	type GatewayAnswer,
	type HttpReply,
	type HttpRequest,
	NO_CONTENT,
	type PlannedExchange,
	type PublishedItem,
	plainRequest,
	planTraffic,
	QUEUE_FULL,
	refusedBefore,
	replyOf,
	sampleSpan,
	sentenceOf,
	textReply,
} from "@roundtrip/behaviour";
import {
	callParts,
	demandOf,
	type EachStep,
	GRAPHQL_PATH,
	type GuardedSteps,
	guardedSteps,
	type IssueStep,
	isSocketSubscription,
	linkName,
	NS_PER_MS,
	type OnceStep,
	type PublishStep,
	type ReplyStep,
	type RequestLine,
	routeOf,
	type SendStep,
	type ServerSpec,
	type Step,
	type SubscribeStep,
	shapeOf,
	type WaitStep,
} from "@roundtrip/model";
import { createHands } from "../auth/hands.ts";
import type { Callers } from "../clients/callers.ts";
import { ofCall } from "../journal/entry.ts";
import type { NodeContext } from "../node-context.ts";
import { type Answering, createAnswering } from "./answering.ts";
import { createCalls } from "./calls.ts";
import { createConversations, type OneConversation } from "./conversations.ts";
import { createGate } from "./gate.ts";
import { createGzip } from "./gzip.ts";
import { createItemNumbers } from "./item-numbers.ts";
import type { Job } from "./job.ts";
import { createLibraries } from "./libraries.ts";
import type { Library } from "./library.ts";
import { onceRequest } from "./once-request.ts";
import type { Next, Progress } from "./progress.ts";
import { reply, sentence } from "./reply.ts";
import { createRoutes, type Route } from "./routes.ts";
import { saidByClient } from "./said-by-client.ts";
import { createSpoken } from "./spoken-job.ts";
import { openStream, type Streaming } from "./streaming.ts";

/** A server on its ports. */
export interface RouteServer extends Answering {
	/** Says to its WebSockets that it goes away. */
	leave(): void;
}

/** A server: works through the steps of a route, one after the other, with one worker a request. */
export function createRouteServer(
	context: NodeContext,
	spec: ServerSpec,
	callers: () => Callers,
	plan: readonly PlannedExchange[] = planTraffic(context.scenario, context.seed),
): RouteServer {
	const { node, scenario, seed, journal, timers } = context;
	const [slowness, awakening] = [createSlowness(scenario), createAwakening(scenario)];
	const knownRoute = createRoutes(scenario, node);
	// Which subscription is wanted is said when the WebSocket is open; the plan knows it before.
	const routeFor = (job: Job): Route | undefined => knownRoute(job) ?? plannedSubscription(job);
	const conversations = createConversations(scenario, node);
	const libraries = createLibraries(scenario, node);
	const gzip = spec.compress === true ? createGzip() : undefined;
	const channels: Channels = createChannels();
	const keys = createKeyMemory();
	const streams = new Map<Progress, Streaming>();
	/** Strands of work that go on by themselves: whoever only listens to others is not among them. */
	let underWay = 0;
	const calls = createCalls({ context, spec, callers, failed });
	const hands = createHands(context);
	const desk = createAuthDesk({ scenario, server: node, secrets: context.secrets, hands });
	const gate = createGate({
		...{ context, desk, calls },
		conversationWith: (job) => conversationWith(job, routeFor(job)?.request ?? ""),
	});
	const answering = createAnswering({
		...{ context, limits: spec },
		begin,
		refuse,
	});

	function plannedSubscription({ call, path }: Job): Route | undefined {
		const { exchange, parent } = callParts(call);
		const planned = parent === undefined ? plan[exchange - 1] : undefined;
		if (path !== GRAPHQL_PATH || planned === undefined || !isSocketSubscription(spec, planned.request))
			return undefined;
		const request = routeOf(planned.request);
		return { request, steps: scenario.routes[node]?.[request] ?? [] };
	}

	function begin(job: Job, sinceNs: number, arrivedNs: number): void {
		const route = routeFor(job);
		if (route === undefined) throw new Error(`${node} has no route ${job.method} ${job.path}`);
		const demand = demandOf(route.steps);
		if (demand === undefined) {
			serve(job, route, sinceNs, arrivedNs);
			return;
		}
		// What can't be answered by anybody is said before who asks is looked at, as in the simulated world.
		const { conversation } = conversationWith(job, route.request);
		const refusal = refusedBefore(scenario, node, conversation, requestOf(job), Date.now());
		if (refusal !== undefined) {
			reply(context, job, refusal);
			answering.finished();
			return;
		}
		underWay++;
		gate.pass(
			job,
			demand,
			() => {
				underWay--;
				serve(job, route, timers.clock.now(), arrivedNs);
			},
			() => {
				underWay--;
				answering.finished();
			},
		);
	}

	function serve(job: Job, route: Route, sinceNs: number, arrivedNs: number): void {
		if (job.route === undefined && conversationWith(job, route.request).conversation.subprotocol !== undefined) {
			subscribed(job, route, arrivedNs);
			return;
		}
		const library = job.route === undefined ? libraries.of(route) : undefined;
		if (library === undefined) work(job, route, sinceNs, arrivedNs);
		else void beSpoken(library, job, route, sinceNs, arrivedNs);
	}

	/** A WebSocket is opened, and the work begins when its client has said what it wants. */
	function subscribed(job: Job, route: Route, arrivedNs: number): void {
		let start = (): void => undefined;
		const spoken = libraries.subscribed(job, () => start());
		work(spoken, route, timers.clock.now(), arrivedNs, (progress, play) => {
			start = () => {
				progress.sinceNs = timers.clock.now();
				play();
			};
			streamOf(progress);
		});
	}

	/** A library reads the request, has it worked on, and writes what is said. */
	async function beSpoken(library: Library, job: Job, route: Route, sinceNs: number, arrivedNs: number): Promise<void> {
		let isBegun = false;
		underWay++;
		const spoken = createSpoken(job, shapeOf(route.steps).up);
		await library(spoken, () => {
			isBegun = true;
			work(spoken.job, route, sinceNs, arrivedNs);
			underWay--;
		});
		if (isBegun) return;
		// The library found the request wrong, and has said so.
		underWay--;
		answering.finished();
	}

	/** @param welcome what comes before it; without it, it begins at once */
	function work(
		job: Job,
		route: Route,
		sinceNs: number,
		arrivedNs: number,
		welcome?: (progress: Progress, play: () => void) => void,
	): void {
		const { conversation, replies } = conversationWith(job, route.request);
		const refusal = refusedBefore(scenario, node, conversation, requestOf(job), Date.now());
		if (refusal !== undefined) {
			reply(context, job, refusal);
			answering.finished();
			return;
		}
		const progress: Progress = {
			job,
			conversation,
			replies,
			steps: route.steps,
			wantedUntilNs: arrivedNs + (allowedNs(requestOf(job)) ?? Number.POSITIVE_INFINITY),
			calls: 0,
			sinceNs,
			state: "working",
			holdsWorker: true,
			takesItems: false,
			strands: 0,
			received: saidByClient(plan, { job, conversation }, job.content),
			...{ found: undefined, amounts: new Map(), transaction: undefined },
			numbers: createItemNumbers(job),
		};
		rouse(progress);
		// What was demanded has been proved.
		const first = demandOf(route.steps) === undefined ? 0 : 1;
		const play = (): void => steps(progress, route.steps, "", () => finish(progress), first);
		if (welcome === undefined) play();
		else welcome(progress, play);
	}

	function refuse(job: Job): void {
		const { status, text } = QUEUE_FULL;
		const route = routeFor(job);
		const conversation = route === undefined ? undefined : conversationWith(job, route.request).conversation;
		const said = conversation === undefined ? textReply(status, text) : sentenceOf(conversation, status, text);
		reply(context, job, said, sentence(status, text));
	}

	/** What a client selects of an answer is in its request line, which is not the route's. */
	function conversationWith({ call, route: known }: Job, route: RequestLine): OneConversation {
		if (known !== undefined) return conversations.of(known, call, undefined);
		const { exchange, parent } = callParts(call);
		const planned = parent === undefined ? plan[exchange - 1] : undefined;
		const link = scenario.links[linkName(planned?.from ?? "", node)];
		const request = planned !== undefined && routeOf(planned.request) === route ? planned.request : route;
		return conversations.of(request, call, link);
	}

	/** Does steps in their order, each when the one before is done. */
	function steps(progress: Progress, list: readonly Step[], prefix: string, next: Next, index = 0): void {
		const [current, behind] = [list[index], list[index + 1]];
		if (progress.state === "over") return;
		if (current === undefined) {
			next();
			return;
		}
		if (progress.state === "working" && timers.clock.now() >= progress.wantedUntilNs) {
			failed(progress, DEADLINE_OVER);
			return;
		}
		const key = `${prefix}step/${index}`;
		const guarded = "once" in current ? guardedSteps(list, index) : undefined;
		if ("once" in current && guarded !== undefined) {
			once(progress, current, guarded, key, next);
			return;
		}
		if ("each" in current && behind !== undefined && "subscribe" in behind) {
			// Who sends into a room hears the others: the subscription behind goes on beside, and lasts.
			subscribe(progress, behind);
			rouse(progress);
			step(progress, current, key, () => rest(progress));
		} else step(progress, current, key, () => steps(progress, list, prefix, next, index + 1));
	}

	function step(progress: Progress, current: Step, path: string, next: Next): void {
		if ("query" in current) calls.query(progress, current, next);
		else if ("ask" in current) calls.ask(progress, current, next);
		else if ("transaction" in current) {
			const play = (nth: number, done: Next): void => steps(progress, current.steps, `${path}/try/${nth}/`, done);
			calls.transaction(progress, current, play, next);
		} else if ("work" in current) {
			const usualNs = sampleSpan(current.work, seed, progress.job.call, path);
			const workNs = usualNs * (slowness?.(node, progress.sinceNs) ?? 1);
			progress.sinceNs = awakening(node, progress.sinceNs + workNs);
			timers.at(progress.sinceNs, next);
		} else if ("reply" in current) answer(progress, current, next);
		else if ("publish" in current) publish(progress, current, next);
		else if ("wait" in current) wait(progress, current, next);
		else if ("send" in current) send(progress, current, next);
		else if ("subscribe" in current) subscribe(progress, current);
		else if ("issue" in current) issue(progress, current, next);
		else if ("each" in current) each(progress, current, next);
		else next();
	}

	/** Does what stands behind it, up to the reply, once for each idempotency key. */
	function once(progress: Progress, current: OnceStep, guarded: GuardedSteps, key: string, next: Next): void {
		const request = onceRequest(progress, plan[callParts(progress.job.call).exchange - 1]?.from);
		const said = calls.keysOf(progress, current);
		const say = (meant: HttpReply): void => {
			const { job, conversation } = progress;
			reply(context, job, answerTo(conversation, requestOf(job), meant, { nowMs: Date.now(), gzip }));
			progress.state = "answered";
		};
		doOnce(current, request, {
			...{ begin: said.begin, ask: said.ask, memory: keys, nowMs: Date.now },
			commit: (what, done) =>
				said.end("commit", () => {
					if (what === "effect") context.reached?.("committed", progress.job.call);
					done();
				}),
			rollBack: (done) => said.end("rollback", done),
			found(found) {
				const at = timers.clock.now();
				if (!context.isUnrecorded) {
					journal.write({ ...ofCall(progress.job.call), at, node, kind: "keyed", data: { found } });
				}
			},
			work: (done) => steps(progress, guarded.inner, `${key}/`, done),
			answer: () => progress.replies(guarded.reply, progress.found),
			reply(meant) {
				say(meant);
				steps(progress, guarded.after, `${key}/after/`, next);
			},
			refuse(meant) {
				say(meant);
				finish(progress);
			},
			wake(afterMs, then) {
				timers.after(Math.ceil(afterMs * NS_PER_MS), () => {
					if (!isOver(progress)) then();
				});
			},
		});
	}

	/** What the server gives to those who want to be known. */
	function issue({ job }: Progress, { issue: what }: IssueStep, next: Next): void {
		const { method, fields = [], content } = job;
		desk.issue(what, { method, fields, text: content.toString("utf8") }, (said) => {
			reply(context, job, said);
			next();
		});
	}

	/** All that the route says is done. */
	function finish(progress: Progress, failure?: GatewayAnswer): void {
		const stream = progress.state === "streaming" ? streams.get(progress) : undefined;
		stream?.end(failure);
		if (stream?.isClosedByClient === true && !isOver(progress)) {
			underWay -= progress.strands;
			progress.strands = 0;
			return;
		}
		over(progress);
	}

	function over(progress: Progress): void {
		if (!streams.delete(progress) && progress.state === "over") return;
		progress.state = "over";
		underWay -= progress.strands;
		progress.strands = 0;
		freeWorker(progress);
	}

	/** A strand goes on. */
	function rouse(progress: Progress): void {
		progress.strands++;
		underWay++;
	}

	/** A strand has nothing to do until somebody else says something. */
	function rest(progress: Progress): void {
		if (progress.state === "over") return;
		progress.strands--;
		underWay--;
	}

	function freeWorker(progress: Progress): void {
		if (!progress.holdsWorker) return;
		progress.holdsWorker = false;
		answering.finished();
	}

	/** Somebody who was asked could not do it. */
	function failed(progress: Progress, failure: GatewayAnswer): void {
		const { status, text } = failure;
		const { job, conversation, state } = progress;
		if (state === "working") reply(context, job, sentenceOf(conversation, status, text), sentence(status, text));
		if (progress.state !== "over") finish(progress, failure);
	}

	function answer(progress: Progress, current: ReplyStep, next: Next): void {
		const { job, replies, found, conversation } = progress;
		const asked = requestOf(job);
		const said = answerTo(conversation, asked, replies(current, found), { nowMs: Date.now(), gzip });
		const fields = Object.entries(current.headers ?? {});
		reply(context, job, said, { status: current.reply, content: contentSaid(current, found), fields });
		progress.state = "answered";
		next();
	}

	function publish({ job, received }: Progress, current: PublishStep, next: Next): void {
		const channel = current.publish;
		const number = channels.last(channel) + 1;
		journal.write({
			...{ ...ofCall(job.call), at: timers.clock.now(), node, kind: "published", data: { channel, number } },
		});
		channels.publish(channel, contentSaid(current, received), 0);
		next();
	}

	function wait(progress: Progress, current: WaitStep, next: Next): void {
		const channel = current.wait;
		const [earlier] = current.ever ? channels.since(channel, channels.last(channel) - 1) : [];
		const goOn = ({ content, number }: PublishedItem): void => {
			progress.found = content;
			const at = timers.clock.now();
			journal.write({ note: "woken", at, node, call: progress.job.call, published: { channel, number } });
			progress.sinceNs = timers.clock.now();
			next();
		};
		if (earlier !== undefined) {
			goOn(earlier);
			return;
		}
		if (!context.isUnrecorded) {
			const at = timers.clock.now();
			journal.write({ ...ofCall(progress.job.call), at, node, kind: "queued", data: { for: "item" } });
		}
		freeWorker(progress);
		const tooLate = timers.after(current["at-most"], () => {
			stop();
			const status = current.otherwise;
			const nothing = replyOf(progress.conversation, { reply: status });
			reply(context, progress.job, nothing, { status, content: NO_CONTENT });
			over(progress);
		});
		const stop = channels.listen(channel, (item) => {
			stop();
			tooLate.cancel();
			goOn(item);
		});
	}

	function streamOf(progress: Progress): Streaming {
		const open = streams.get(progress);
		if (open !== undefined) return open;
		const { stream } = progress.job;
		if (stream === undefined) throw new Error(`${progress.job.call} came over what has no streams`);
		const opened = openStream(context, progress, stream);
		streams.set(progress, opened);
		const { websocket } = spec;
		if (stream.ping !== undefined && websocket?.ping !== undefined) {
			opened.keepAlive(websocket.ping, (isAwaited) => {
				underWay += isAwaited ? 1 : -1;
			});
		}
		if (progress.state === "working") progress.state = "streaming";
		opened.onGone(() => {
			if (isOver(progress)) over(progress);
		});
		freeWorker(progress);
		if (isOver(progress)) over(progress);
		return opened;
	}

	function isOver({ state }: Progress): boolean {
		return state === "over";
	}

	function send(progress: Progress, current: SendStep, next: Next): void {
		const stream = streamOf(progress);
		const content = contentSaid(current, progress.received);
		const { numbers } = progress;
		const beganNs = timers.clock.now();
		const count = numbers.countOff(current.send);
		const sendFrom = (nth: number): void => {
			if (progress.state === "over") return;
			if (nth < count) stream.send(content, numbers.next());
			if (nth + 1 >= count) next();
			else timers.at(beganNs + (nth + 1) * current.every, () => sendFrom(nth + 1));
		};
		sendFrom(0);
	}

	function subscribe(progress: Progress, current: SubscribeStep): void {
		const stream = streamOf(progress);
		const channel = current.subscribe;
		const after = progress.numbers.resumeAfter;
		if (after !== undefined)
			for (const item of channels.since(channel, after)) stream.send(item.content, item.number, { channel, item });
		const stop = channels.listen(channel, (item) => stream.send(item.content, item.number, { channel, item }));
		stream.onGone(stop);
		rest(progress);
	}

	function each(progress: Progress, current: EachStep, next: Next): void {
		progress.takesItems = true;
		const stream = streamOf(progress);
		let nth = 0;
		const takeNext = (): void => {
			rest(progress);
			stream.next((item) => {
				if (progress.state === "over") return;
				rouse(progress);
				if (item === undefined) {
					// Who closes a WebSocket takes nothing more.
					if (progress.conversation.target.protocol === "websocket") finish(progress);
					else next();
					return;
				}
				nth++;
				progress.received = saidByClient(plan, progress, item);
				progress.sinceNs = timers.clock.now();
				steps(progress, current.each, `item/${nth}/`, takeNext);
			});
		};
		takeNext();
	}

	return {
		async listen(ports) {
			await Promise.all([libraries.ready, hands.ready]);
			return answering.listen(ports);
		},
		finished: answering.finished,
		get isIdle() {
			return answering.isIdle && underWay === 0;
		},
		leave() {
			for (const [progress, stream] of [...streams]) {
				stream.leave();
				if (isOver(progress)) over(progress);
			}
		},
		close: answering.close,
	};
}

/** A request as its head says it. */
function requestOf({ method, path, fields = [] }: Job): HttpRequest {
	return { ...plainRequest(method, path), fields };
}
