import { hasty, lanes, quic } from "./support/network-scenarios.ts";
import { expect, TOKEN, test } from "./support/test.ts";

test("the lab says why a run took so long, by parts and by round-trips", async ({ lab, page }) => {
	await lab.openText(hasty);
	const why = lab.inspector.getByRole("region", { name: "Why so long" });
	await expect(why.getByRole("row", { name: /3 × opening a connection/ })).toBeVisible();
	const trips = why.getByRole("table", { name: "Round-trips that were waited for" });
	await expect(trips.getByRole("row", { name: /^connect 3/ })).toBeVisible();
	await expect(trips.getByRole("row", { name: /^TLS 3/ })).toBeVisible();
	await why.getByRole("button", { name: "3 × agreeing on keys" }).click();
	await expect(lab.sentence).toContainText("phone is connected to shop");
	await why.getByRole("toolbar", { name: "Critical path" }).getByRole("button").first().focus();
	await page.keyboard.press("ArrowRight");
	await page.keyboard.press("Enter");
	await expect(lab.sentence).toContainText("phone is connected to shop");
});

test("what would save time is predicted, confirmed by second runs, and can be opened", async ({ lab, page }) => {
	await lab.openText(hasty);
	const why = lab.inspector.getByRole("region", { name: "Why so long" });
	const keepAlive = why.getByRole("listitem").filter({ hasText: "keep-alive" });
	await expect(keepAlive).toContainText(/would save 4 round-trips, 32\d ms \(predicted\)/);
	await why.getByRole("button", { name: "Confirm by second runs" }).click();
	await expect(keepAlive).toContainText(/\(a second run: 32\d ms\)/);
	await expect(why.getByRole("button", { name: "Confirm by second runs" })).toBeHidden();
	await lab.expectAccessible();
	await keepAlive.getByRole("button", { name: "See it" }).click();
	await expect(page).toHaveURL(/own\?s=/);
	// The changed run is there: there is nothing left to save by what it has.
	await expect(keepAlive).toBeHidden();
	await lab.openView("Waterfall");
	await page.getByText("By connection", { exact: true }).click();
	await expect(page.getByRole("listitem", { name: /phone → shop, .*carries 3 requests/ })).toBeVisible();
});

test("the waterfall has a lane for each connection, and one for what waits", async ({ lab, page }) => {
	await lab.openText(lanes);
	await lab.openView("Waterfall");
	await page.getByText("By connection", { exact: true }).click();
	await expect(page.getByRole("listitem", { name: /two → shop: 4 requests wait for a connection/ })).toBeVisible();
	await expect(page.getByRole("listitem", { name: /two → shop #1, .*carries 3 requests/ })).toBeVisible();
	const streams = page.getByRole("listitem", { name: /one → shop, HTTP\/2 · TLS 1.3/ });
	await expect(streams).toHaveAccessibleName(/carries 6 requests, up to 6 at the same time/);
	await streams.getByRole("button", { name: /^exchange 9,/ }).press("Enter");
	await expect(lab.inspector.getByText("Exchange 9", { exact: true })).toBeVisible();
	await lab.expectAccessible();
});

test("what has no real world says so before anything runs", async ({ lab, page }) => {
	await page.goto(`./?token=${TOKEN}`);
	await lab.openText(quic);
	const real = page.getByRole("radio", { name: "Real" });
	await expect(real).toBeDisabled();
	await expect(page.locator("label", { has: real })).toHaveAttribute("title", /HTTP\/3 is simulated only/);
});
