import { type Body, hasNoBody, plainReply, reasonPhrase, responseFields, textBody } from "@roundtrip/behaviour";
import {
	type DataRef,
	dataOfRoute,
	demandOf,
	isStream,
	type RequestLine,
	requestParts,
	requestTarget,
	routesAt,
	type Scenario,
	type Step,
	withInnerSteps,
} from "@roundtrip/model";
import type { KeptAddress } from "./addresses.ts";
import { strangersContent } from "./content.ts";
import { CONTENT_AT_MOST } from "./content-reader.ts";
import { problemResponse } from "./openapi-problem.ts";
import { deniedResponses, issueOperation, securityOf, securitySchemes } from "./openapi-security.ts";
import { type Said, saidBy } from "./said.ts";
import { dataSchema, problemName, typeSchemas } from "./type-schemas.ts";

type Json = Readonly<Record<string, unknown>>;

/** Bodies beyond that are described by their size alone. */
const EXAMPLE_AT_MOST = 2_000;

/** Describes a kept server in OpenAPI 3.1.1: what it takes by its scenario, and what it answers on its own account. */
export function openApiOf(scenario: Scenario, server: string, addresses: readonly KeptAddress[]): Json {
	const paths: Record<string, Record<string, Json>> = {};
	for (const [request, steps] of Object.entries(routesAt(scenario, server))) {
		const { protocol } = requestTarget(request);
		// What isn't told by a method and a path alone has a description of its own.
		if (protocol !== "rest" && protocol !== "sse") continue;
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
		components: {
			schemas: { ...typeSchemas(scenario.types), [problemName(scenario.types)]: PROBLEM },
			responses: { Problem: problemResponse(scenario, "What went wrong") },
			...securitySchemes(scenario, server),
		},
	};
}

function operationOf(scenario: Scenario, server: string, request: RequestLine, steps: readonly Step[]): Json {
	const line = scenario.traffic.find((each) => each.to === server && each.request === request);
	const sent = line === undefined ? undefined : sentBody(line.size, line.body);
	const demand = demandOf(steps);
	const [first] = steps;
	if (first !== undefined && "issue" in first) return issueOperation(scenario, request, first.issue);
	const asksOthers = withInnerSteps(steps).some((step) => "query" in step || "ask" in step);
	return {
		summary: request,
		...securityOf(steps),
		...(sent === undefined ? {} : { requestBody: { description: `${sent.size} bytes`, content: mediaOf(200, sent) } }),
		responses: {
			...(demand === undefined ? {} : deniedResponses(scenario)),
			413: problemResponse(scenario, `More than ${CONTENT_AT_MOST} bytes in the request`),
			...(asksOthers
				? { 502: problemResponse(scenario, "Who was asked could not be reached, or could not do it") }
				: {}),
			503: problemResponse(scenario, "No worker is free and the queue is full"),
			...(asksOthers ? { 504: problemResponse(scenario, "Who was asked did not answer in time") } : {}),
			...(isStream(steps)
				? streamResponse(request)
				: ownResponse(saidBy(scenario, server, request), steps, dataOfRoute(scenario, server, request))),
			default: { $ref: "#/components/responses/Problem" },
		},
	};
}

/** Items whose number nobody knows before. */
function streamResponse(request: RequestLine): Json {
	const type = requestTarget(request).protocol === "sse" ? "text/event-stream" : "application/x-ndjson";
	return { 200: { description: "A stream", content: { [type]: { schema: { type: "string" } } } } };
}

function sentBody(size: number | undefined, text: string | undefined): Body | undefined {
	if (text !== undefined) return textBody(text);
	return size === undefined ? undefined : { size };
}

function ownResponse(said: Said | undefined, steps: readonly Step[], data: DataRef | undefined): Json {
	if (said === undefined) return {};
	const { step } = said;
	const reads = steps.some((each) => "query" in each && each.effect === undefined);
	const body = strangersContent(said, reads ? 0 : undefined);
	const description = `${reasonPhrase(step.reply)}${body.size === 0 ? "" : `, ${body.size} bytes`}`;
	const isEmpty = body.size === 0 || hasNoBody(step.reply);
	const headers = step.location === undefined ? {} : { headers: { location: locationHeader(step.location) } };
	const content = isEmpty ? {} : { content: mediaOf(step.reply, body, data) };
	return { [step.reply]: { description, ...headers, ...content } };
}

function locationHeader(location: string): Json {
	return { description: "Where to ask instead", schema: { type: "string" }, example: location };
}

/** A body by its type: as an example where it is short. */
function mediaOf(status: number, body: Body, data?: DataRef): Json {
	const type = responseFields(plainReply(status, body)).find(([name]) => name === "content-type")?.[1] ?? "text/plain";
	const value = type === "application/json" ? parsed(body.text ?? "") : undefined;
	const schema = data !== undefined ? dataSchema(data) : value === undefined ? { type: "string" } : {};
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
