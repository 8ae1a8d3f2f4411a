import { hasty, lossy, manyHandshakes } from "./support/network-scenarios.ts";
import { expect, test } from "./support/test.ts";

/** The pictures of the documentation, made of the program as it is. Paused at fixed moments, so that they come out the same. */
const folder = new URL("../docs/images/", import.meta.url).pathname;

test("pictures of the lab, light and dark", async ({ lab, page }) => {
	await lab.open("lost-reply?t=1230000000ns");
	await expect(lab.inspector.getByRole("region", { name: "Why so long" })).toBeVisible();
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

test("a picture of two sequences side by side", async ({ lab, page }) => {
	await lab.open("double-transfer");
	await lab.button("What would repair it").click();
	await lab.button("Broken and repaired side by side: an idempotency key").click();
	await expect(page.getByRole("region", { name: "What the exchanges come to, Beside" })).toContainText("happened once");
	await page.keyboard.press("End");
	await lab.button("More room for this view").click();
	await expect(page.getByText("Simulating")).toHaveCount(0);
	await page.screenshot({ path: `${folder}beside.png` });
});

test("a picture of four silences", async ({ lab, page }) => {
	await lab.open("double-transfer");
	await lab.button("Slow or never?").click();
	const dialog = page.getByRole("dialog", { name: "Slow or never?" });
	await expect(dialog.getByRole("region", { name: "What is true" })).toBeVisible();
	await dialog.screenshot({ path: `${folder}slow-or-never.png` });
});

test("a picture of the gallery", async ({ page }) => {
	await page.goto("./");
	const cards = page.getByRole("article");
	await expect(cards.first()).toBeVisible();
	await expect(cards.filter({ hasNot: page.locator("svg") })).toHaveCount(0);
	await page.screenshot({ path: `${folder}gallery.png` });
});

test("a picture of packets, with the windows of their sender", async ({ lab, page }) => {
	await lab.openText(lossy);
	await lab.openView("Packets");
	await lab.button("More room for this view").click();
	const ladder = page.getByRole("region", { name: /^Packets\. Up and down/ });
	await ladder.focus();
	for (let packet = 0; packet < 24; packet++) await page.keyboard.press("ArrowDown");
	await page.keyboard.press("Escape");
	await page.screenshot({ path: `${folder}packets.png` });
});

test("a picture of handshakes side by side", async ({ lab, page }) => {
	await lab.openText(manyHandshakes);
	await lab.openView("Packets");
	await lab.button("More room for this view").click();
	await page.keyboard.press("End");
	await expect(page.getByRole("region", { name: "Set-up of each connection" })).toBeVisible();
	await page.screenshot({ path: `${folder}handshakes.png` });
});

test("a picture of why a run took so long, and what would save time", async ({ lab, page }) => {
	await lab.openText(hasty);
	await page.keyboard.press("End");
	await lab.openView("Waterfall");
	await page.getByText("By connection", { exact: true }).click();
	await expect(page.getByRole("listitem", { name: /carries/ }).first()).toBeVisible();
	const why = lab.inspector.getByRole("region", { name: "Why so long" });
	await why.getByRole("button", { name: "Confirm by second runs" }).click();
	await expect(why.getByRole("button", { name: /Stop|Confirm/ })).toHaveCount(0);
	await why.evaluate((element) => element.scrollIntoView({ block: "start" }));
	await page.screenshot({ path: `${folder}why-so-long.png` });
});
