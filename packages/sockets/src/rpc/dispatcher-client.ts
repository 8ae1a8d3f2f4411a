import { Readable } from "node:stream";
import type { UniversalClientFn } from "@connectrpc/connect/protocol";
import type { Dispatcher } from "undici";

/** What @connectrpc/connect sends requests with, over undici: for Connect and gRPC-Web, which HTTP/1.1 carries. */
export function dispatcherClient(dispatcher: Dispatcher): UniversalClientFn {
	return async ({ url, method, header, body, signal }) => {
		const { origin, pathname, search } = new URL(url);
		const response = await dispatcher.request({
			...{ origin, path: pathname + search, method },
			headers: [...header].flat(),
			body: body === undefined ? null : Readable.from(body, { objectMode: false }),
			...(signal === undefined ? {} : { signal }),
		});
		const fields = Object.entries(response.headers).flatMap(([name, value]) =>
			[value ?? []].flat().map((each): [string, string] => [name, each]),
		);
		return {
			status: response.statusCode,
			header: new Headers(fields),
			body: response.body,
			trailer: new Headers(),
		};
	};
}
