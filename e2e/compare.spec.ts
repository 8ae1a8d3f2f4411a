import type { Page } from "@playwright/test";
import { expect, TOKEN, test } from "./support/test.ts";

const table = (page: Page) => page.getByRole("table", { name: /One row for each way/ });
const rows = (page: Page) => table(page).locator("tbody tr");
const row = (page: Page, name: RegExp) => rows(page).filter({ has: page.getByRole("rowheader", { name }) });

test("the same work is compared over every protocol, and a row opens its run", async ({ lab, page }) => {
	await page.goto("./");
	await page.getByRole("link", { name: "Compare protocols" }).click();
	await expect(page.getByRole("heading", { level: 1, name: "The same work in every protocol" })).toBeVisible();
	await expect(page.getByText("11 ways simulated")).toBeVisible();
	await expect(rows(page)).toHaveCount(11);
	await expect(row(page, /^REST HTTP\/3/)).toContainText("counts and sizes");
	await expect(row(page, /^gRPC HTTP\/2/)).toContainText("exact bytes");
	await expect(page.getByText(/^Measured on \d{4}-\d\d-\d\d/)).toBeVisible();
	const shown = row(page, /^GraphQL, what is shown HTTP\/2/);
	await expect(shown.getByRole("cell").nth(3)).toContainText(/162 ms.*on real sockets .*\(\d.* %\)/);
	await shown.getByRole("link").click();
	await expect(page.getByRole("heading", { level: 1, name: "Load a feed: GraphQL, what is shown" })).toBeVisible();
	await lab.stepUntil(/graphql query feed/);
});

test("columns sort, smallest first, then largest first, by keys too", async ({ page }) => {
	await page.goto("./#/compare");
	await expect(page.getByText("11 ways simulated")).toBeVisible();
	const head = page.getByRole("columnheader", { name: "Bytes up" });
	const button = head.getByRole("button");
	await button.focus();
	await page.keyboard.press("Enter");
	await expect(head).toHaveAttribute("aria-sort", "ascending");
	await expect(rows(page).first()).toContainText("HTTP/3");
	await page.keyboard.press("Enter");
	await expect(head).toHaveAttribute("aria-sort", "descending");
	await expect(rows(page).first()).toContainText("GraphQL, what is shown");
	await page.keyboard.press("Enter");
	await expect(head).toHaveAttribute("aria-sort", "none");
	await expect(rows(page).first()).toContainText("REST");
});

test("other conditions are simulated at once, stand in the address, and give the same as the command", async ({
	page,
}) => {
	await page.goto("./#/compare?work=form");
	await expect(page.getByText("9 ways simulated")).toBeVisible();
	const first = row(page, /^gRPC/).getByRole("cell").nth(2);
	await expect(first).toContainText("160 ms");
	await page.getByText("Already open").click();
	await expect(page).toHaveURL(/open=yes/);
	await expect(row(page, /^gRPC/).getByRole("cell").nth(2)).toContainText("56.9 ms");
	await expect(page.getByText(/No measured figures are kept for these conditions/)).toBeVisible();
	const other = page.getByRole("textbox", { name: "There and back, another value" });
	await other.fill("80");
	await expect(page.getByRole("alert")).toContainText("has no unit");
	await other.fill("300ms");
	await other.press("Enter");
	await expect(page).toHaveURL(/rtt=300ms/);
	await expect(row(page, /^gRPC/).getByRole("cell").nth(2)).toContainText("307 ms");
	await expect(
		page.getByText("roundtrip compare-protocols form --rtt 300ms --rate 10Mbit/s --tls 1.3 --open"),
	).toBeVisible();
	await page.getByRole("link", { name: /50ms there and back/ }).click();
	await expect(page).toHaveURL(/compare\?work=form$/);
	await expect(first).toContainText("160 ms");
});

test("what can't be done under these conditions says why, and the others are shown", async ({ page }) => {
	await page.goto("./#/compare?tls=1.2&rtt=nonsense");
	await expect(page.getByText("11 ways simulated")).toBeVisible();
	await expect(row(page, /^REST HTTP\/3/)).toContainText("Not under these conditions: HTTP/3 has TLS 1.3 in it");
	await expect(page.getByRole("radio", { name: "50 ms" })).toBeChecked();
});

test("one way is measured on real sockets, beside what is simulated", async ({ page }) => {
	await page.goto(`./?token=${TOKEN}#/compare?work=form&rtt=20ms`);
	await expect(page.getByText("9 ways simulated")).toBeVisible();
	await page.getByRole("button", { name: "Measure REST, the answer is the state, http/2" }).click();
	const measured = row(page, /^REST, the answer is the state HTTP\/2/);
	await expect(measured.getByText("The same messages")).toBeVisible({ timeout: 25_000 });
	await expect(measured.getByText(", the same on real sockets").first()).toBeAttached();
	await expect(measured.getByText(/on real sockets .*%\)$/).first()).toBeVisible();
});

// Each theme and each width once: what is wrong with a colour is wrong at every width.
for (const [width, colorScheme] of [
	[1600, "dark"],
	[900, "light"],
	[390, "dark"],
] as const) {
	test(`the comparison breaks no rule of accessibility: ${width} pixels, ${colorScheme}`, async ({ lab, page }) => {
		await page.setViewportSize({ width, height: 900 });
		await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
		await page.goto("./#/compare?work=live-updates");
		await expect(page.getByText(/^\d+ ways simulated/)).toBeVisible();
		await page.getByText("What the figures are").click();
		await lab.expectAccessible();
		const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		expect(overflow, "pixels that the page is too wide").toBeLessThanOrEqual(0);
	});
}
