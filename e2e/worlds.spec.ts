import { expect, TOKEN, test } from "./support/test.ts";

test("the same scenario runs on real sockets, and the error of each figure is shown", async ({ lab, page }) => {
	await page.goto(`./?token=${TOKEN}#/lab/lost-reply`);
	await expect(page).not.toHaveURL(/token/);
	await page.getByText("Both", { exact: true }).click();
	await expect(page).toHaveURL(/world=both/);
	await expect(page.getByText("The same exchanges, attempts, outcomes and messages")).toBeVisible({ timeout: 20_000 });
	await expect(page.getByText(/the simulated latency is off by [\d.]+ % in the median/)).toBeVisible();
	const table = page.getByRole("table", { name: "Latency of each exchange" });
	await expect(table.getByRole("row", { name: /exchange 1/ })).toContainText("%");
	await lab.expectAccessible();
	await page.getByText("Show real", { exact: true }).click();
	await expect(lab.inspector.getByText("--real")).toBeVisible();
});

test("a real run can be cancelled, and begun again", async ({ lab, page }) => {
	await page.goto(`./?token=${TOKEN}#/lab/slow-or-never`);
	await expect(lab.sentence).not.toBeEmpty();
	await page.getByText("Real", { exact: true }).click();
	await lab.button("Cancel").click();
	await expect(page.getByText("There is no real run yet.")).toBeVisible();
	await lab.button("Run it on real sockets").click();
	await expect(page.getByText("Running on real sockets, in real time.")).toBeVisible();
	await expect(page.getByText("measured · ")).toBeVisible({ timeout: 20_000 });
});

test("without the token the lab says what to do", async ({ page }) => {
	await page.goto("./#/lab/first-request?world=both");
	await expect(page.getByRole("alert")).toContainText("roundtrip serve");
});
