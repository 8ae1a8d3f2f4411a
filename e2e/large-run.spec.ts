import { expect, test } from "./support/test.ts";

const many = (rate: string, time: string): string => `
roundtrip: 1
title: Many requests
nodes: { phone: { is: client, connections: 100 }, shop: { is: server, workers: 64, queue: 1000 } }
links: { phone -> shop: { rtt: 20ms } }
routes: { shop: { GET /items: [ { work: 1ms }, { reply: 200, size: 100B } ] } }
traffic: [ { phone: GET /items, rate: ${rate}, for: ${time} } ]
`;

test("a run of ten thousands of messages can be shown, scrubbed and stepped", async ({ lab, page }) => {
	test.slow();
	await page.goto("./#/open");
	await page.getByLabel("Scenario as YAML").fill(many("1000/s", "10s"));
	await page.getByRole("button", { name: "Run" }).click();
	await expect(lab.sentence).toContainText("Nothing has happened yet", { timeout: 30_000 });
	await page.keyboard.press("End");
	await expect(lab.sentence).toContainText("has its answer");
	await page.keyboard.press("ArrowLeft");
	await expect(lab.times).toHaveText(/ms|s/);
});

test("a run that is too large for a page says so", async ({ lab, page }) => {
	test.slow();
	await page.goto("./#/open");
	await page.getByLabel("Scenario as YAML").fill(many("4000/s", "20s"));
	await page.getByRole("button", { name: "Run" }).click();
	await expect(page.getByRole("alert")).toContainText("This run is too large to show", { timeout: 60_000 });
	await lab.expectAccessible();
});
