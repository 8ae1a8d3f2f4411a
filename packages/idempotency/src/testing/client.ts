import { request } from "node:http";

/** A transfer that a client asks for, and what it wants to go wrong. */
export interface Question {
	readonly key: string;
	/** The content, as it is written. */
	readonly content: string;
	readonly path?: string | undefined;
	readonly caller?: string | undefined;
	readonly gate?: string | undefined;
	readonly status?: number | undefined;
	/** When the client has enough. Ten seconds unless it is given. */
	readonly timeoutMs?: number | undefined;
	readonly signal?: AbortSignal | undefined;
}

/** What the client has got: a whole answer, or none. */
export type Answered =
	| {
			readonly got: "answer";
			readonly status: number;
			readonly content: string;
			readonly fields: Readonly<Record<string, string | string[] | undefined>>;
	  }
	| { readonly got: "nothing"; readonly why: string };

/** Asks over a connection of its own, with Node's client. */
export function ask(port: number, question: Question): Promise<Answered> {
	const { key, content, path = "/transfers", caller = "ann", gate, status, timeoutMs = 10_000, signal } = question;
	const headers = {
		...{ "content-type": "application/json", "content-length": Buffer.byteLength(content), "x-caller": caller },
		...{ "idempotency-key": `"${key}"` },
		...(gate === undefined ? {} : { "x-gate": gate }),
		...(status === undefined ? {} : { "x-status": String(status) }),
	};
	const limit = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal === undefined ? [] : [signal])]);
	return new Promise((resolve) => {
		const nothing = (error: Error): void => resolve({ got: "nothing", why: error.message });
		const asked = request({ host: "127.0.0.1", port, path, method: "POST", headers, agent: false, signal: limit });
		asked.on("error", nothing);
		asked.on("response", (response) => {
			let text = "";
			response.setEncoding("utf8").on("data", (piece: string) => {
				text += piece;
			});
			response.on("error", nothing);
			response.on("end", () =>
				resolve({ got: "answer", status: response.statusCode ?? 0, content: text, fields: response.headers }),
			);
		});
		asked.end(content);
	});
}
