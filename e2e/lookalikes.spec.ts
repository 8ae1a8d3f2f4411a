import { expect, test } from "./support/test.ts";

test("four silences side by side: the client's columns are equal line by line, what is true is not", async ({
	lab,
	page,
}) => {
	await lab.open("lost-reply");
	await lab.button("Slow or never?").click();
	const dialog = page.getByRole("dialog", { name: "Slow or never?" });
	const seen = dialog.getByRole("region", { name: "What the client sees" });
	await expect(seen).toContainText("the same: 5 of 5 events equal");
	const columns = seen.locator("ol > li > ol");
	await expect(columns).toHaveCount(4);
	const texts = await columns.allInnerTexts();
	expect(new Set(texts).size).toBe(1);
	expect(texts[0]).toContain("gave up after 1 s");
	const facts = await dialog.getByRole("region", { name: "What is true" }).locator("dl").allInnerTexts();
	expect(new Set(facts).size).toBe(4);
	await lab.expectAccessible();
	await page.emulateMedia({ colorScheme: "dark" });
	await page.setViewportSize({ width: 390, height: 844 });
	await lab.expectAccessible();
	await page.setViewportSize({ width: 1440, height: 900 });
	await dialog.getByRole("button", { name: "Open this run: The reply is lost" }).click();
	await expect(dialog).toBeHidden();
	await expect(lab.addedFaults).toContainText("lose: e1.1<");
});

test("where no client waits in vain it is said", async ({ lab, page }) => {
	await lab.openText(`roundtrip: 1
title: Nobody asks
nodes: { phone: { is: client }, bank: { is: server } }
links: { phone -> bank: { rtt: 1ms } }
routes: { bank: { GET /balance: [{ reply: 200 }] } }
traffic: []
`);
	await lab.button("Slow or never?").click();
	await expect(page.getByRole("dialog", { name: "Slow or never?" })).toContainText("waits in vain");
});
