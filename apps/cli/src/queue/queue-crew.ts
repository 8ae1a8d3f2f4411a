import type { Crew, Played, Questions, Schedule, Work } from "@roundtrip/explorer";
import { type Job, Queue, QueueEvents } from "bullmq";
import type { Redis } from "ioredis";
import { EXIT, Stop } from "../exit-codes.ts";
import { connectQueue } from "./connect-queue.ts";
import { KEY_PREFIX, QUEUE_NAME } from "./names.ts";
import { MOST_SCHEDULES, Wire, type WireAnswer, type WireJob } from "./wire.ts";

export interface QueueCrewOptions {
	readonly url: string;
	/** Once it is aborted, nothing more is waited for. */
	readonly signal: AbortSignal;
	/** Told once, where there is nobody who would take what is put into the queue. */
	readonly onNobody: () => void;
}

type QueueJob = Job<WireJob, WireAnswer>;

/** About so long a job takes its worker: much longer than to hand it over, and short enough for progress to be seen. */
const JOB_MS = 500;
const FIRST_IN_JOB = 32;
/** So many jobs for each worker are under way at once, so that none is idle while others end theirs. */
const JOBS_A_WORKER = 4;
/** News of a job may be lost with a connection: after so long its state is asked for. */
const ASK_EVERY_MS = 2_000;
/** Answers travel in the queue's news, too: few of them are kept. */
const NEWS_KEPT = 256;
/** Who put a job there may be gone before it is answered. */
const KEPT_FOR_S = 600;
const ATTEMPTS = 3;

/** Plays schedules on the workers of a queue. */
export class QueueCrew implements Crew {
	readonly #redis: Redis;
	readonly #queue: Queue<WireJob, WireAnswer>;
	readonly #news: QueueEvents;
	readonly #options: QueueCrewOptions;
	readonly #wire = new Wire();
	readonly #ended: Promise<undefined>;
	#inJob = FIRST_IN_JOB;
	#workers = 1;
	#saidNobody = false;

	/** @throws Stop where no Redis answers */
	static async join(options: QueueCrewOptions): Promise<QueueCrew> {
		const crew = new QueueCrew(options, await connectQueue(options.url));
		await crew.#news.waitUntilReady();
		return crew;
	}

	private constructor(options: QueueCrewOptions, redis: Redis) {
		this.#options = options;
		this.#redis = redis;
		const place = { connection: redis, prefix: KEY_PREFIX };
		this.#queue = new Queue(QUEUE_NAME, { ...place, streams: { events: { maxLen: NEWS_KEPT } } });
		this.#news = new QueueEvents(QUEUE_NAME, place);
		// A lost connection is made again; until then jobs wait.
		this.#queue.on("error", () => undefined);
		this.#news.on("error", () => undefined);
		const { signal } = options;
		this.#ended = new Promise((resolve) => {
			if (signal.aborted) resolve(undefined);
			else signal.addEventListener("abort", () => resolve(undefined), { once: true });
		});
	}

	get atOnce(): number {
		return this.#inJob * JOBS_A_WORKER * this.#workers;
	}

	async play(work: Work, schedules: readonly Schedule[], questions: Questions): Promise<readonly Played[]> {
		await this.#lookForWorkers();
		const jobs = await this.#put(work, schedules, questions);
		try {
			const answers = await Promise.all(jobs.map((job) => Promise.race([this.#answerTo(job), this.#ended])));
			if (!answers.includes(undefined)) await this.#adapt(jobs[0]);
			const missing = answers.indexOf(undefined);
			return answers
				.slice(0, missing < 0 ? answers.length : missing)
				.flatMap((answer) => this.#wire.readAnswer(answer, work.scenario));
		} finally {
			// Whoever is at work on one has it locked; it ends unread, and is forgotten after a while.
			await Promise.allSettled(jobs.map((job) => job.remove()));
		}
	}

	/** Leaves the queue. */
	async close(): Promise<void> {
		await this.#news.close();
		await this.#queue.close();
		this.#redis.disconnect();
	}

	async #lookForWorkers(): Promise<void> {
		const workers = await this.#queue.getWorkersCount();
		this.#workers = Math.max(1, workers);
		if (workers > 0 || this.#saidNobody) return;
		this.#saidNobody = true;
		this.#options.onNobody();
	}

	#put(work: Work, schedules: readonly Schedule[], questions: Questions): Promise<QueueJob[]> {
		const parts = [];
		for (let from = 0; from < schedules.length; from += this.#inJob) {
			parts.push(schedules.slice(from, from + this.#inJob));
		}
		const opts = {
			attempts: ATTEMPTS,
			removeOnComplete: { age: KEPT_FOR_S },
			removeOnFail: { age: KEPT_FOR_S },
		};
		return this.#queue.addBulk(
			parts.map((part) => ({ name: "play", data: this.#wire.writeJob({ work, schedules: part, questions }), opts })),
		);
	}

	async #answerTo(job: QueueJob): Promise<WireAnswer | undefined> {
		while (!this.#options.signal.aborted) {
			try {
				return await job.waitUntilFinished(this.#news, ASK_EVERY_MS);
			} catch (error) {
				if (await job.isFailed()) {
					const why = error instanceof Error ? error.message : String(error);
					throw new Stop(EXIT.software, `A worker of the queue could not play what it was given: ${why}`);
				}
			}
		}
		return undefined;
	}

	/** Gives jobs the size that takes a worker about as long as it should. */
	async #adapt(job: QueueJob | undefined): Promise<void> {
		const done = job?.id === undefined ? undefined : await this.#queue.getJob(job.id);
		if (done?.finishedOn === undefined || done.processedOn === undefined) return;
		const tookMs = done.finishedOn - done.processedOn;
		if (tookMs < JOB_MS / 2) this.#inJob = Math.min(MOST_SCHEDULES, this.#inJob * 2);
		else if (tookMs > JOB_MS * 2) this.#inJob = Math.max(1, Math.floor(this.#inJob / 2));
	}
}
