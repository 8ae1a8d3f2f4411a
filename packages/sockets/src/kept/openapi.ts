import { type Body, hasNoBody, plainReply, reasonPhrase, responseFields, textBody } from "@roundtrip/behaviour";
import { type RequestLine, requestParts, type Scenario, type Step } from "@roundtrip/model";
import type { KeptAddress } from "./addresses.ts";
import { strangersContent } from "./content.ts";
import { CONTENT_AT_MOST } from "./content-reader.ts";
import { PROBLEM_TYPE } from "./problem-body.ts";
import { type Said, saidBy } from "./said.ts";

type Json = Readonly<Record<string, unknown>>;

/** Bodies beyond that are described by their size alone. */
const EXAMPLE_AT_MOST = 2_000;

/** Describes a kept server in OpenAPI 3.1.1: what it takes by its scenario, and what it answers on its own account. */
export function openApiOf(scenario: Scenario, server: string, addresses: readonly KeptAddress[]): Json {
	const paths: Record<string, Record<string, Json>> = {};
	for (const [request, steps] of Object.entries(scenario.routes[server] ?? {})) {
		const { method, path } = requestParts(request);
		// A path of OpenAPI has no query, and braces in it would be a template.
		const template = (path.split("?", 1)[0] ?? "").replaceAll("{", "%7B").replaceAll("}", "%7D");
		const item = paths[template] ?? {};
		item[method.toLowerCase()] ??= operationOf(scenario, server, request, steps);
		paths[template] = item;
	}
	return {
		openapi: "3.1.1",
		info: { title: `${scenario.title}: ${server}`, description: scenario.about ?? scenario.title, version: "1" },
		servers: addresses.map(({ url, speaks, tls }) => ({
			url,
			description: `${speaks.join(" or ")}${tls === undefined ? "" : `, TLS ${tls}`}`,
		})),
		paths,
		components: { schemas: { Problem: PROBLEM }, responses: { Problem: problemResponse("What went wrong") } },
	};
}

function operationOf(scenario: Scenario, server: string, request: RequestLine, steps: readonly Step[]): Json {
	const line = scenario.traffic.find((each) => each.to === server && each.request === request);
	const sent = line === undefined ? undefined : sentBody(line.size, line.body);
	const asksOthers = steps.some((step) => "query" in step);
	return {
		summary: request,
		...(sent === undefined ? {} : { requestBody: { description: `${sent.size} bytes`, content: mediaOf(200, sent) } }),
		responses: {
			413: problemResponse(`More than ${CONTENT_AT_MOST} bytes in the request`),
			...(asksOthers ? { 502: problemResponse("A database could not be reached, or could not do it") } : {}),
			503: problemResponse("No worker is free and the queue is full"),
			...(asksOthers ? { 504: problemResponse("A database did not answer in time") } : {}),
			...ownResponse(saidBy(scenario, server, request), steps),
			default: { $ref: "#/components/responses/Problem" },
		},
	};
}

function sentBody(size: number | undefined, text: string | undefined): Body | undefined {
	if (text !== undefined) return textBody(text);
	return size === undefined ? undefined : { size };
}

function ownResponse(said: Said | undefined, steps: readonly Step[]): Json {
	if (said === undefined) return {};
	const { step } = said;
	const reads = steps.some((each) => "query" in each && each.effect === undefined);
	const body = strangersContent(said, reads ? 0 : undefined);
	const description = `${reasonPhrase(step.reply)}${body.size === 0 ? "" : `, ${body.size} bytes`}`;
	const isEmpty = body.size === 0 || hasNoBody(step.reply);
	const headers = step.location === undefined ? {} : { headers: { location: locationHeader(step.location) } };
	const content = isEmpty ? {} : { content: mediaOf(step.reply, body) };
	return { [step.reply]: { description, ...headers, ...content } };
}

function locationHeader(location: string): Json {
	return { description: "Where to ask instead", schema: { type: "string" }, example: location };
}

/** A body by its type: as an example where it is short. */
function mediaOf(status: number, body: Body): Json {
	const type = responseFields(plainReply(status, body)).find(([name]) => name === "content-type")?.[1] ?? "text/plain";
	const value = type === "application/json" ? parsed(body.text ?? "") : undefined;
	const schema = value === undefined ? { type: "string" } : {};
	const example = value ?? body.text;
	const isShown = example !== undefined && body.size <= EXAMPLE_AT_MOST;
	return { [type]: { schema, ...(isShown ? { example } : {}) } };
}

/** Undefined where it only looks like JSON. */
function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function problemResponse(description: string): Json {
	return { description, content: { [PROBLEM_TYPE]: { schema: { $ref: "#/components/schemas/Problem" } } } };
}

const PROBLEM: Json = {
	description: "RFC 9457",
	type: "object",
	required: ["type", "title", "status", "detail"],
	properties: {
		type: { type: "string", format: "uri-reference" },
		title: { type: "string" },
		status: { type: "integer", minimum: 400, maximum: 599 },
		detail: { type: "string" },
	},
};
