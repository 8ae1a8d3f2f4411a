import { X509Certificate } from "node:crypto";
import { expect, test } from "vitest";
import { createIdentity } from "./certificates.ts";

test.each([500, 1_500, 3_000, 8_000, 100_000])(
	"a chain of %i bytes is as large as it says, within 5 %%",
	async (bytes) => {
		const identity = await createIdentity("bank", bytes);
		const chain = identity.chain.split(/(?<=-----END CERTIFICATE-----)\n/).map((pem) => new X509Certificate(pem));
		const size = chain.reduce((sum, each) => sum + each.raw.length, 0);
		expect(size).toBe(identity.chainBytes);
		expect(Math.abs(size - bytes) / bytes).toBeLessThan(0.05);
	},
);

test("the chain leads from the node's own name to its authority", async () => {
	const { chain, authority } = await createIdentity("bank", 3_000);
	const [leaf, between] = chain.split(/(?<=-----END CERTIFICATE-----)\n/).map((pem) => new X509Certificate(pem));
	const root = new X509Certificate(authority);
	expect(leaf?.checkHost("bank")).toBe("bank");
	expect(leaf?.checkHost("shop")).toBeUndefined();
	expect(between !== undefined && leaf?.verify(between.publicKey)).toBe(true);
	expect(between?.verify(root.publicKey)).toBe(true);
});
