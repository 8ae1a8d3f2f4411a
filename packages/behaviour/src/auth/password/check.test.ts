import { argon2id } from "@noble/hashes/argon2.js";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { hexOf } from "../octets.ts";
import { checkPassword } from "./check.ts";
import { basicField, basicOf } from "./field.ts";
import { argon2Hash, hashPassword, PASSWORD_BYTES_AT_MOST } from "./issue.ts";
import { ARGON2_EQUIVALENTS, ARGON2_PARAMETERS, type Argon2Parameters, hashMemory, hashTime } from "./parameters.ts";
import { parsePhc, phcText } from "./phc.ts";

const octets = (length: number, value: number): Uint8Array => new Uint8Array(length).fill(value);
/** As little as there can be: what a hash costs is no matter of these tests. */
const CHEAP: Argon2Parameters = { memoryKib: 8, passes: 1, lanes: 1 };
const SALT = octets(16, 2);

afterEach(() => vi.unstubAllGlobals());

describe("argon2id", () => {
	it("is that of RFC 9106, section 5.3", () => {
		const extras = { secret: octets(8, 3), associated: octets(12, 4) };
		const hash = argon2Hash(octets(32, 1), SALT, { memoryKib: 32, passes: 3, lanes: 4 }, extras);
		expect(hexOf(hash)).toBe("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
	});

	it("needs nothing of Node or a browser", () => {
		const before = hashPassword("secret", SALT, CHEAP);
		for (const name of ["Buffer", "TextEncoder", "TextDecoder", "crypto", "setTimeout", "queueMicrotask", "atob"]) {
			vi.stubGlobal(name, undefined);
		}
		expect(hashPassword("secret", SALT, CHEAP)).toBe(before);
	});

	it("takes memory and time as its parameters say", () => {
		expect(hashMemory(ARGON2_PARAMETERS)).toBe(19 * 1_024 * 1_024);
		expect(hashTime(ARGON2_PARAMETERS, 1_000)).toBe(38_912_000);
		const times = ARGON2_EQUIVALENTS.map((each) => hashTime(each, 1_000) / 1e6);
		expect(times.map(Math.round)).toEqual([47, 39, 37, 37, 36]);
	});
});

describe("a password", () => {
	it("is kept as a PHC string with all that its check needs", () => {
		const kept = hashPassword("correct horse", SALT, CHEAP) ?? "";
		expect(kept).toMatch(/^\$argon2id\$v=19\$m=8,t=1,p=1\$AgICAgICAgICAgICAgICAg\$[\w+/]{43}$/);
		expect(checkPassword("correct horse", kept, argon2Hash, CHEAP)).toEqual({ ok: true, isOutdated: false });
		expect(checkPassword("correct horse", kept)).toEqual({ ok: true, isOutdated: true });
		expect(checkPassword("incorrect horse", kept)).toEqual({ ok: false, why: "wrong" });
	});

	it("costs as much where nobody has the name as where it is wrong", () => {
		const costs: Argon2Parameters[] = [];
		const derive = (password: Uint8Array, salt: Uint8Array, parameters: Argon2Parameters): Uint8Array => {
			costs.push(parameters);
			return argon2id(password, salt, { m: 8, t: 1, p: 1, dkLen: 32 });
		};
		const kept = phcText({ parameters: ARGON2_PARAMETERS, salt: SALT, hash: octets(32, 0) });
		expect(checkPassword("guess", kept, derive)).toEqual(checkPassword("guess", undefined, derive));
		expect(costs).toEqual([ARGON2_PARAMETERS, ARGON2_PARAMETERS]);
	});

	it("that is too long costs nothing", () => {
		const long = "a".repeat(PASSWORD_BYTES_AT_MOST + 1);
		const fail = (): Uint8Array => expect.fail("hashed");
		expect(hashPassword(long, SALT)).toBeUndefined();
		expect(checkPassword(long, undefined, fail)).toEqual({ ok: false, why: "too-long" });
	});

	it("hash that was written is read back, and never makes its reader throw", () => {
		const hashes = fc.record({
			parameters: fc.record({
				memoryKib: fc.integer({ min: 512, max: 1_048_576 }),
				passes: fc.integer({ min: 1, max: 100 }),
				lanes: fc.integer({ min: 1, max: 64 }),
			}),
			salt: fc.uint8Array({ minLength: 16, maxLength: 16 }),
			hash: fc.uint8Array({ minLength: 32, maxLength: 32 }),
		});
		fc.assert(
			fc.property(hashes, fc.nat(), fc.string({ maxLength: 1 }), (each, at, letter) => {
				const text = phcText(each);
				expect(parsePhc(text)).toEqual(each);
				parsePhc(text.slice(0, at % text.length) + letter);
			}),
			{ seed: 541, numRuns: 300 },
		);
	});

	it.each([
		"",
		"$argon2i$v=19$m=8,t=1,p=1$AgICAgICAgICAgICAgICAg$AgICAgICAgICAgICAgICAg",
		"$argon2id$v=16$m=8,t=1,p=1$AgICAgICAgICAgICAgICAg$AgICAgICAgICAgICAgICAg",
		"$argon2id$v=19$m=8,t=1,p=2$AgICAgICAgICAgICAgICAg$AgICAgICAgICAgICAgICAg",
		"$argon2id$v=19$m=99999999,t=1,p=1$AgICAgICAgICAgICAgICAg$AgICAgICAgICAgICAgICAg",
	])("isn't kept as %j", (phc) => {
		expect(checkPassword("a", phc)).toEqual({ ok: false, why: "broken-hash" });
	});

	it("may travel with every request, as RFC 7617 has it", () => {
		expect(basicField("Aladdin", "open sesame")).toEqual(["authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="]);
		expect(basicField("test", "123\u00a3")).toEqual(["authorization", "Basic dGVzdDoxMjPCow=="]);
		expect(basicOf([basicField("ann", "a:b")])).toEqual({ user: "ann", password: "a:b" });
		expect(basicOf([["authorization", "Basic ???"]])).toBeUndefined();
		expect(basicOf([["authorization", "Basic QUJD"]])).toBeUndefined();
	});
});
