import { expect, test } from "./support/test.ts";

test("the gallery shows each scenario with a sketch of its run, and a click opens the lab", async ({ lab, page }) => {
	await page.goto("./");
	const cards = page.getByRole("article");
	await expect(cards).not.toHaveCount(0);
	await expect(cards.locator("svg")).toHaveCount(await cards.count());
	await page.getByRole("link", { name: "The reply that never came" }).click();
	await expect(page.getByRole("heading", { level: 1, name: "The reply that never came" })).toBeVisible();
	await expect(lab.sentence).toContainText("Nothing has happened yet");
	await expect(lab.times).toHaveText(/^0\.0 ms/);
});

test("an address that leads nowhere says so and leads back", async ({ lab, page }) => {
	await page.goto("./#/nowhere");
	await expect(page.getByRole("heading")).toHaveText("There is nothing at this address");
	await page.goto("./#/lab/no-such-scenario");
	await expect(page.getByRole("alert")).toContainText("There is no such scenario");
	await lab.expectAccessible();
	await page.getByRole("alert").getByRole("link", { name: "All scenarios" }).click();
	await expect(page.getByRole("article").first()).toBeVisible();
});
