import { patterns } from "../apps/web/src/patterns/patterns.ts";
import { expect, test } from "./support/test.ts";

test("whoever wants to see how data flows finds every pattern, and a card opens its run", async ({ lab, page }) => {
	await page.goto("./");
	await page.getByRole("link", { name: "Watch how data flows" }).click();
	await expect(page.getByRole("heading", { level: 1, name: "Watch how data flows" })).toBeVisible();
	const cards = page.getByRole("article");
	await expect(cards).toHaveCount(patterns.length);
	await expect(cards.locator("svg[width='100%']")).toHaveCount(patterns.length);
	await expect(cards.filter({ hasText: "Webhook" })).toContainText("client, network, server");
	await page.getByRole("link", { name: "Server-Sent Events" }).click();
	await expect(page.getByRole("heading", { level: 1, name: /^Server-Sent Events/ })).toBeVisible();
	await expect(lab.button("Pause")).toBeVisible();
	await expect(lab.sentence).not.toContainText("Nothing has happened yet");
	await lab.button("Pause").click();
	await expect(page).not.toHaveURL(/play=/);
	await page.keyboard.press("Home");
	await lab.stepUntil("paper published item 1 on news");
	await lab.stepUntil("item 1 from paper arrived at reader");
});

test("each pattern opens its scenario and plays it at once, and motion waits where little is wanted", async ({
	lab,
	page,
}) => {
	test.setTimeout(120_000);
	for (const { scenario } of patterns) {
		await page.goto(`./#/lab/${scenario}?play=yes`);
		await expect(lab.button("Pause"), scenario).toBeVisible();
		await expect(lab.sentence).not.toContainText("Nothing has happened yet");
	}
	await page.emulateMedia({ reducedMotion: "reduce" });
	await page.goto("./#/lab/first-request?play=yes");
	await expect(lab.button("Play")).toBeVisible();
	await expect(lab.sentence).toContainText("Nothing has happened yet");
});

test("while a stream is open its link says so, and its items are buttons of the stage", async ({ lab, page }) => {
	await lab.open("sse-news?t=1045000000ns");
	const stage = page.getByRole("region", { name: "Stage" });
	await expect(stage).toContainText("1 stream held open");
	await expect(stage.getByRole("button", { name: /^item 1 of the response/ })).toBeAttached();
	await page.keyboard.press("End");
	await expect(stage).not.toContainText("held open");
});

// Each theme and each width once: what is wrong with a colour is wrong at every width.
for (const [width, colorScheme] of [
	[1440, "dark"],
	[390, "light"],
] as const) {
	test(`the patterns break no rule of accessibility: ${width} pixels, ${colorScheme}`, async ({ lab, page }) => {
		await page.setViewportSize({ width, height: 844 });
		await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
		await page.goto("./#/patterns");
		await expect(page.getByRole("article").locator("svg[width='100%']")).toHaveCount(patterns.length);
		await lab.expectAccessible();
		const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		expect(overflow, "pixels that the page is too wide").toBeLessThanOrEqual(0);
	});
}
