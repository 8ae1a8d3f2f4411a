import { NS_PER_S } from "@roundtrip/model";
import { describe, expect, it } from "vitest";
import { createCredentialFaults } from "./credential-faults.ts";
import { checkToken, type TokenDemand } from "./jwt/check.ts";
import { issueToken } from "./jwt/issue.ts";
import { secretKey } from "./jwt/key.ts";
import { createReplayGuard } from "./jwt/replay-guard.ts";
import { clockSeconds } from "./seconds.ts";

const KEY = secretKey(new Uint8Array(32).fill(9));
const KEYS = { keys: [KEY] };
const DEMAND: TokenDemand = { algorithms: ["HS256"], toleranceS: 60 };
const NO_FAULTS = createCredentialFaults([]);

/** A login server issues a token at a moment, and an API is asked with it at another. */
function verdict(faults: typeof NO_FAULTS, issuedNs: number, askedNs: number): string {
	const iat = clockSeconds(issuedNs, faults.skew("login"));
	const token = issueToken({ iat, nbf: iat, exp: iat + faults.lifetime("phone", 300) }, KEY);
	const checked = checkToken(token, DEMAND, KEYS, clockSeconds(askedNs, faults.skew("api")));
	return checked.ok ? "accepted" : checked.why;
}

describe("a clock that is wrong", () => {
	const skewed = (node: string, byS: number) => createCredentialFaults([{ skew: node, by: byS * NS_PER_S }]);

	it("does no harm within the tolerance", () => {
		for (const byS of [-60, 0, 60]) expect(verdict(skewed("api", byS), 0, NS_PER_S)).toBe("accepted");
	});

	it("of the one who checks, when slow: the token is from the future", () => {
		expect(verdict(skewed("api", -120), 0, NS_PER_S)).toBe("not-yet-valid");
		expect(verdict(skewed("login", 120), 0, NS_PER_S)).toBe("not-yet-valid");
	});

	it("when fast: the token ends early, by as much as the tolerance doesn't cover", () => {
		expect(verdict(skewed("api", 120), 0, 239 * NS_PER_S)).toBe("accepted");
		expect(verdict(skewed("api", 120), 0, 240 * NS_PER_S)).toBe("expired");
		expect(verdict(NO_FAULTS, 0, 359 * NS_PER_S)).toBe("accepted");
		expect(verdict(NO_FAULTS, 0, 360 * NS_PER_S)).toBe("expired");
	});

	it("adds up where a node has several", () => {
		expect(
			createCredentialFaults([
				{ skew: "api", by: 5 },
				{ skew: "api", by: -2 },
			]).skew("api"),
		).toBe(3);
	});
});

describe("a credential that is faulty", () => {
	it("is good for no time: the nth one of a client alone", () => {
		const faults = createCredentialFaults([{ expire: "phone", nth: 2 }]);
		expect([1, 2, 3].map(() => faults.lifetime("phone", 300))).toEqual([300, 0, 300]);
		expect(faults.lifetime("tablet", 300)).toBe(300);
	});

	it("is sent again, and stopped where tokens are for one use", () => {
		const faults = createCredentialFaults([{ replay: "phone", nth: 3 }]);
		const guard = createReplayGuard();
		const uses = ["a", "b", "c", "d"].map((jti) => {
			const checked = checkToken(faults.presented("phone", issueToken({ jti, exp: 9e9 }, KEY)), DEMAND, KEYS, 0);
			return checked.ok ? guard.use(checked.claims, 0) : checked.why;
		});
		expect(uses).toEqual(["first", "first", "replayed", "first"]);
	});

	it("can't be sent again before there was one", () => {
		expect(createCredentialFaults([{ replay: "phone", nth: "all" }]).presented("phone", "a")).toBe("a");
	});
});
