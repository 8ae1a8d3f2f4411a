import { graphqlSchema, printProtoFile, protoFiles } from "@roundtrip/behaviour";
import type { Scenario } from "@roundtrip/model";
import type { KeptAddress } from "./addresses.ts";
import type { Page } from "./desk.ts";
import { graphqlRoutes } from "./graphql.ts";
import { openApiOf } from "./openapi.ts";
import { type Papers, pageText } from "./page.ts";
import { procedures } from "./procedures.ts";

const OPENAPI_PATH = "/openapi.json";
const SCHEMA_PATH = "/schema.graphql";

/** The paths of a server's papers. */
export function papersOf(scenario: Scenario, server: string): Papers {
	const hasGraphql = graphqlRoutes(scenario, server).length > 0;
	const files = protoFiles(scenario.types, procedures(scenario, server));
	return {
		openApi: OPENAPI_PATH,
		...(hasGraphql ? { graphqlSchema: SCHEMA_PATH } : {}),
		protos: files.map(({ name }) => `/${name}`),
	};
}

/** The papers themselves, and the page for people, by path. */
export function pagesOf(
	scenario: Scenario,
	server: string,
	addresses: readonly KeptAddress[],
): Readonly<Record<string, Page>> {
	const text = (content: string): Page => ({ type: "text/plain; charset=utf-8", text: content });
	const papers = papersOf(scenario, server);
	const openApi = JSON.stringify(openApiOf(scenario, server, addresses), null, "\t");
	const files = protoFiles(scenario.types, procedures(scenario, server));
	const schema = graphqlSchema(scenario.types, graphqlRoutes(scenario, server));
	return {
		"/": text(pageText(scenario, server, addresses, papers)),
		[OPENAPI_PATH]: { type: "application/json", text: openApi },
		...(papers.graphqlSchema === undefined ? {} : { [SCHEMA_PATH]: text(`${schema}\n`) }),
		...Object.fromEntries(files.map((file) => [`/${file.name}`, text(printProtoFile(file))])),
	};
}
