import {
	CLOSE,
	closingWith,
	createChannels,
	createKeyMemory,
	NO_CONTENT,
	QUEUE_FULL,
	refusedBefore,
	sentenceOf,
	virtualMs,
} from "@roundtrip/behaviour";
import { linkName, type ServerSpec } from "@roundtrip/model";
import { given } from "../given.ts";
import type { Answerer, Caller } from "../links/caller.ts";
import type { Machine, World } from "../world.ts";
import { createAnswering } from "./answering.ts";
import { type ConnectionPool, createConnectionPool } from "./connection-pool.ts";
import type { Job } from "./job.ts";
import { reply } from "./reply.ts";
import type { RouteServer } from "./route-server.ts";
import type { Sockets } from "./sockets.ts";
import { playSteps } from "./steps/registry.ts";
import { Strand } from "./strand.ts";

export interface ServerParts {
	readonly world: World;
	readonly machine: Machine;
	readonly spec: ServerSpec;
	readonly sockets: Sockets | undefined;
	/** The way to a database or to another server. */
	callerTo(other: string): Caller;
}

/** Works through the steps of a route, one after the other, with one worker a request. What is published is in its memory. */
export function createServer({ world, machine, spec, sockets, callerTo }: ServerParts): Answerer {
	const { name } = machine;
	const channels = createChannels();
	const answering = createAnswering(world, machine, spec, begin, refuse);
	const keys = createKeyMemory();
	const desk = world.auth?.deskOf(name);
	const pools = poolsOf(world, name, spec);
	const isStopped = world.scenario.faults.some(
		(fault) => "crash" in fault && fault.crash === name && "orderly" in fault && fault.orderly === true,
	);
	const open = isStopped ? new Set<Job>() : undefined;
	const server: RouteServer = { world, name, spec, answering, channels, keys, desk, pools, open, sockets, callerTo };

	function begin(job: Job): void {
		const { steps, content, conversation, question } = job.call;
		const refusal = refusedBefore(world.scenario, name, conversation, question, virtualMs(world.kernel.now));
		if (refusal !== undefined) {
			reply(world, name, job, refusal);
			answering.finished(job);
			return;
		}
		// What a client sends in items has not come with its request.
		const said = conversation.shape.up ? NO_CONTENT : content;
		const strand = new Strand(server, job, { lastSeq: job.lastSeq, content: said });
		const play = (): void => playSteps(strand, steps, "", () => strand.finish());
		if (conversation.subprotocol === undefined) play();
		else given(sockets, "subscriptions over WebSockets").welcome(strand, play);
	}

	function refuse(job: Job): void {
		reply(world, name, job, sentenceOf(job.call.conversation, QUEUE_FULL.status, QUEUE_FULL.text));
	}

	return {
		receive: answering.receive,
		leave() {
			for (const job of open ?? []) {
				if (job.state !== "open" || job.inbox?.isGone === true || !answering.isAlive(job)) continue;
				job.state = "over";
				job.back.end(closingWith(CLOSE.goingAway), [job.lastSeq]);
			}
		},
		die() {
			open?.clear();
			answering.die();
			channels.reset();
			keys.records.clear();
			keys.waiting.clear();
			desk?.reset();
			for (const pool of pools.values()) pool.reset();
		},
	};
}

function poolsOf(
	{ scenario, transactions }: World,
	server: string,
	spec: ServerSpec,
): ReadonlyMap<string, ConnectionPool> {
	return new Map(
		transactions.databasesOf(server).map((name) => {
			const link = scenario.links[linkName(server, name)];
			return [name, createConnectionPool(name, link?.connections ?? spec.connections)];
		}),
	);
}
