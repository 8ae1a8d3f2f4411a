import { expect, test } from "./support/test.ts";

/** The pictures of the documentation, made of the program as it is. Paused at fixed moments, so that they come out the same. */
const folder = new URL("../docs/images/", import.meta.url).pathname;

test("pictures of the lab, light and dark", async ({ lab, page }) => {
	await lab.open("lost-reply?t=1230000000ns");
	for (const colorScheme of ["light", "dark"] as const) {
		await page.emulateMedia({ colorScheme });
		await expect(lab.sentence).toContainText("phone sent POST /transfers");
		await page.screenshot({ path: `${folder}lab-${colorScheme}.png` });
	}
});

test("a picture of a reply that is lost on its way", async ({ lab, page }) => {
	await lab.open("lost-reply?t=180000000ns");
	await lab.selectMessage("e1.1<");
	await expect(lab.inspector).toContainText("lost");
	await page.screenshot({ path: `${folder}lost-reply.png` });
});

test("a picture of the gallery", async ({ page }) => {
	await page.goto("./");
	const cards = page.getByRole("article");
	await expect(cards.locator("svg")).toHaveCount(await cards.count());
	await page.screenshot({ path: `${folder}gallery.png` });
});
