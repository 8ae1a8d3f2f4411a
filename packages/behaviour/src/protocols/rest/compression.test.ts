import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { textBody } from "../../messages/body.ts";
import { fieldOf, type HeaderField, type HttpReply, type HttpRequest } from "../../messages/http-message.ts";
import { answerWith } from "./answer.ts";

const NOW = Date.UTC(2026, 0, 1);
const LONG: HttpReply = { status: 200, fields: [["etag", '"one"']], body: { size: 2_000 } };

const gzip = (octets: string): string => gzipSync(Buffer.from(octets, "latin1")).toString("latin1");

function answer(
	fields: readonly HeaderField[],
	reply: HttpReply = LONG,
	method: HttpRequest["method"] = "GET",
): HttpReply {
	return answerWith({ method, path: "/", fields, body: { size: 0 } }, reply, { nowMs: NOW, gzip });
}

describe("a server that compresses", () => {
	test("does so for those who take gzip, and says of what it is", () => {
		const { body, fields } = answer([["accept-encoding", "br, gzip;q=0.5"]]);
		expect(body.octets).toBe(gzip("There and back again. ".repeat(91).slice(0, 2_000)));
		expect(body.size).toBe(body.octets?.length);
		expect(fields).toEqual([
			["etag", 'W/"one"'],
			["vary", "accept-encoding"],
			["content-type", "text/plain; charset=utf-8"],
			["content-encoding", "gzip"],
		]);
	});

	test("says to everyone else that the answer depends on it", () => {
		const others = [undefined, "", "br", "gzip;q=0", "identity, gzip;q=0.5"];
		for (const accepted of others) {
			const { body, fields } = answer(accepted === undefined ? [] : [["accept-encoding", accepted]]);
			expect(body).toBe(LONG.body);
			expect(fieldOf(fields, "vary")).toBe("accept-encoding");
		}
	});

	test("leaves alone what is short, a part, or compressed already", () => {
		const gladly: HeaderField = ["accept-encoding", "gzip"];
		const short = { ...LONG, body: textBody("short") };
		expect(answer([gladly], short)).toBe(short);
		const packed: HttpReply = { ...LONG, fields: [["content-encoding", "br"]] };
		expect(answer([gladly], packed)).toBe(packed);
		expect(answer([gladly, ["range", "bytes=0-1499"]])).toMatchObject({ status: 206, body: { size: 1_500 } });
	});

	test("says of what has not changed by which tag it is known, compressed", () => {
		const { status, fields } = answer([
			["accept-encoding", "gzip"],
			["if-none-match", 'W/"one"'],
		]);
		expect({ status, fields }).toEqual({
			status: 304,
			fields: [
				["etag", 'W/"one"'],
				["vary", "accept-encoding"],
			],
		});
	});

	test("compresses what a POST answers as well, and adds to what it varies by", () => {
		const varied: HttpReply = { ...LONG, fields: [["vary", "accept"]] };
		const { fields } = answer([["accept-encoding", "*"]], varied, "POST");
		expect(fieldOf(fields, "vary")).toBe("accept, accept-encoding");
		expect(fieldOf(fields, "content-encoding")).toBe("gzip");
	});
});

describe("a server that has a content in one form", () => {
	test("says 406 to who takes none such, as a problem that names the form", () => {
		const refused = answer([["accept", "text/html, image/*"]]);
		expect(refused.status).toBe(406);
		expect(fieldOf(refused.fields, "content-type")).toBe("application/problem+json");
		expect(JSON.parse(refused.body.text ?? "")).toMatchObject({ types: ["text/plain; charset=utf-8"] });
	});

	test("answers those who take it, by any range that fits, and doesn't ask after a change", () => {
		for (const accept of ["text/*;q=0.1", "*/*", "application/json, text/plain"]) {
			expect(answer([["accept", accept]]).status).toBe(200);
		}
		expect(answer([["accept", "text/html"]], LONG, "POST").status).toBe(200);
	});
});
