import type { Page } from "@playwright/test";
import { expect, type Lab, test } from "./support/test.ts";

const dialog = (page: Page) => page.getByRole("dialog", { name: "Two faults in one run" });
const map = (page: Page) => dialog(page).getByRole("region", { name: "Two faults and their outcomes" });

async function tryPairs(lab: Lab): Promise<void> {
	await lab.button("Try every two faults").click();
}

test("every two faults are tried, and a cell opens such a run on the stage", async ({ lab, page }) => {
	await lab.open("lost-reply");
	await tryPairs(lab);
	await expect(dialog(page)).toContainText(
		/[1-9][\d,]* runs, each with two faults instead of those that are in it; [1-9]\d* of them break/,
	);
	await lab.expectAccessible();
	const cell = map(page).getByRole("button", { name: /^lose e1\.1<, then lose e1\.2<: / });
	await expect(cell).toHaveText("2+");
	await cell.click();
	await expect(dialog(page)).toBeHidden();
	await expect(page).toHaveURL(/#\/lab\/own\?s=.*fault=lose:.*fault=lose:/);
	await expect(lab.addedFaults.getByRole("listitem")).toHaveCount(2);
	await expect(lab.inspector).toContainText("Broken: the effect of every exchange is made lasting exactly once");
	await lab.stepUntil("201 Created was lost halfway between bank and phone");
});

test("the map is one stop of the tab key; arrows go from cell to cell, and a line says what each is", async ({
	lab,
	page,
}) => {
	await lab.open("lost-reply");
	await tryPairs(lab);
	await expect(map(page)).toBeVisible();
	await expect(map(page).locator("button[tabindex='0']")).toHaveCount(1);
	await map(page).locator("button[tabindex='0']").focus();
	const first = await page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
	await page.keyboard.press("ArrowRight");
	const second = await page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
	expect(second).not.toBe(first);
	expect(second?.split(", then")[0]).toBe(first?.split(", then")[0]);
	await expect(dialog(page).getByText((second ?? "").replace(". Open such a run", ""), { exact: true })).toBeVisible();
	await page.keyboard.press("Escape");
	await expect(dialog(page)).toBeHidden();
	await expect(lab.button("Try every two faults")).toBeFocused();
});

/** More than the lab plays: nobody has to hurry who wants to see it at work. */
const MANY = `roundtrip: 1
title: Many questions
nodes: { phone: { is: client, timeout: 1s }, shop: { is: server } }
links: { phone -> shop: { rtt: 20ms } }
routes: { shop: { GET /page: [{ reply: 200 }] } }
traffic: [{ phone: GET /page, times: 40 }]
`;

test("it says how far it is, and what was found until it is cancelled", async ({ lab, page }) => {
	await lab.openText(MANY);
	await tryPairs(lab);
	await expect(dialog(page).getByRole("progressbar", { name: "Runs played" })).toBeVisible();
	await dialog(page).getByRole("button", { name: "Cancel" }).click();
	await expect(dialog(page)).toContainText("You cancelled it");
});

test("the limit is said where there are more than are tried", async ({ lab, page }) => {
	await lab.openText(MANY);
	await tryPairs(lab);
	await expect(dialog(page)).toContainText("the lab plays 5,000 runs at most", { timeout: 50_000 });
});

// Each theme and each width once: what is wrong with a colour is wrong at every width.
for (const [width, colorScheme] of [
	[1440, "dark"],
	[390, "light"],
] as const) {
	test(`the map breaks no rule of accessibility: ${width} pixels, ${colorScheme}`, async ({ lab, page }) => {
		await page.setViewportSize({ width, height: 844 });
		await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
		await lab.open("lost-reply");
		if (width === 390) await page.getByRole("tab", { name: "Inspector" }).click();
		await tryPairs(lab);
		await expect(map(page)).toBeVisible();
		await lab.expectAccessible();
	});
}
