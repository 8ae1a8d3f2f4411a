import { expect, test } from "vitest";
import { checkPassword, hashPassword } from "./password-hash.ts";
import { parseScrypt, SCRYPT_PARAMETERS, scryptMemory } from "./scrypt-phc.ts";

const CHEAP = { logN: 4, r: 1, p: 1 };

test("a password is kept by the scrypt of RFC 7914, section 12", async () => {
	const parameters = { logN: 14, r: 8, p: 1 };
	const phc = await hashPassword("pleaseletmein", Buffer.from("SodiumChloride"), parameters);
	expect(phc).toMatch(/^\$scrypt\$ln=14,r=8,p=1\$U29kaXVtQ2hsb3JpZGU\$/);
	expect(parseScrypt(phc ?? "")?.hash.toString("hex")).toBe(
		"7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2",
	);
});

test("the right password is told from a wrong one, and no two hashes of one are alike", async () => {
	const [one, other] = await Promise.all([1, 2].map(() => hashPassword("correct horse", undefined, CHEAP)));
	expect(one).not.toBe(other);
	expect(await checkPassword("correct horse", one)).toEqual({ ok: true });
	expect(await checkPassword("incorrect horse", one)).toEqual({ ok: false, why: "wrong" });
	expect(await checkPassword("correct horse", undefined)).toEqual({ ok: false, why: "wrong" });
});

test("hashes go on beside whatever else the server does", async () => {
	const order: string[] = [];
	const hash = hashPassword("correct horse").then(() => order.push("hash"));
	await new Promise((resolve) => setImmediate(resolve));
	order.push("answer");
	await hash;
	expect(order).toEqual(["answer", "hash"]);
	expect(scryptMemory(SCRYPT_PARAMETERS)).toBe(32 * 1_024 * 1_024);
});

test.each([
	"",
	"$scrypt$ln=31,r=8,p=1$AgICAgICAgICAgICAgICAg$AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI",
	"$scrypt$ln=0,r=8,p=1$AgICAgICAgICAgICAgICAg$AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI",
	"$argon2id$v=19$m=8,t=1,p=1$AgICAgICAgICAgICAgICAg$AgICAgICAgICAgICAgICAg",
])("a hash that isn't one, %j, is told apart from a wrong password", async (phc) => {
	expect(await checkPassword("a", phc)).toEqual({ ok: false, why: "broken-hash" });
});

test("a password that is too long costs nothing", async () => {
	const long = "ü".repeat(513);
	expect(await hashPassword(long)).toBeUndefined();
	expect(await checkPassword(long, undefined)).toEqual({ ok: false, why: "too-long" });
});
