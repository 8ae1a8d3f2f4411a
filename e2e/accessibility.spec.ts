import { expect, test } from "./support/test.ts";

const SIZES = [
	{ name: "wide", width: 1440, height: 900 },
	{ name: "medium", width: 1024, height: 768 },
	{ name: "narrow", width: 390, height: 844 },
];

for (const { name, ...size } of SIZES) {
	for (const colorScheme of ["light", "dark"] as const) {
		test(`gallery and lab break no rule of accessibility: ${name}, ${colorScheme}`, async ({ lab, page }) => {
			await page.setViewportSize(size);
			await page.emulateMedia({ colorScheme });
			await page.goto("./");
			await expect(page.getByRole("article").locator("svg").first()).toBeVisible();
			await lab.expectAccessible();
			await lab.open("lost-reply?t=1150000000ns");
			await lab.expectAccessible();
			const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
			expect(overflow, "pixels that the page is too wide").toBeLessThanOrEqual(0);
		});
	}
}

test("every panel and dialog is accessible", async ({ lab, page }) => {
	await lab.open("lost-reply?t=180000000ns");
	for (const tab of ["Events", "Packets", "Waterfall"]) {
		await page.getByRole("tab", { name: tab }).click();
		await lab.expectAccessible();
	}
	await lab.selectMessage("e1.1<");
	await lab.expectAccessible();
	await lab.inspector.getByRole("button", { name: "exchange 1" }).click();
	await lab.expectAccessible();
	await page.keyboard.press("?");
	await expect(page.getByRole("dialog", { name: "Keys and colours" })).toBeVisible();
	await lab.expectAccessible();
	await page.keyboard.press("Escape");
	await expect(page.getByRole("dialog")).toBeHidden();
});

test("the number keys lead to the views", async ({ lab, page }) => {
	await lab.open("lost-reply");
	for (const [key, id] of [
		["1", "panel-stage"],
		["2", "panel-sequence"],
		["4", "panel-events"],
		["5", "panel-packets"],
		["3", "panel-waterfall"],
	] as const) {
		await page.keyboard.press(key);
		await expect(page.locator(`#${id}`)).toBeFocused();
	}
});

test("the theme can be chosen and is remembered", async ({ lab, page }) => {
	await lab.open("lost-reply");
	await lab.button("Theme: as the system").click();
	await lab.button("Theme: light").click();
	await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
	await page.reload();
	await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("no view is wider than its room, and nothing lies over the inspector", async ({ lab, page }) => {
	await page.setViewportSize({ width: 880, height: 950 });
	await lab.open("handshakes");
	const stage = await page.getByRole("region", { name: "Stage" }).boundingBox();
	const inspector = await lab.inspector.boundingBox();
	expect((stage?.x ?? 0) + (stage?.width ?? 0)).toBeLessThanOrEqual((inspector?.x ?? 0) + 1);
	await page.setViewportSize({ width: 390, height: 844 });
	await page.getByRole("tab", { name: "Packets" }).click();
	const handshakes = page.getByRole("region", { name: "Set-up of each connection" });
	await expect(handshakes.getByRole("listitem")).toHaveCount(5);
	const beyond = await handshakes.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
	expect(beyond, "pixels that the handshakes are too wide").toBeLessThanOrEqual(0);
	await page.getByRole("tab", { name: "Waterfall" }).click();
	const legend = page.getByRole("list", { name: "Parts of the bars" });
	const wide = await legend.evaluate((list) => list.getBoundingClientRect().right - innerWidth);
	expect(wide, "pixels that the legend is too wide").toBeLessThanOrEqual(0);
	await lab.expectAccessible();
});
