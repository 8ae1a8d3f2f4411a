import type { Page } from "@playwright/test";
import { expect, type Lab, test } from "./support/test.ts";

const strip = (page: Page) => page.getByRole("region", { name: "Beside this run" });
const words = (page: Page) => page.getByRole("region", { name: "The difference in words" });

/** Opens the choice, chooses some of what could be otherwise, and shows it. */
async function choose(page: Page, ...choices: readonly (readonly [group: string, choice: string])[]): Promise<void> {
	await page.getByRole("button", { name: "Beside", exact: true }).click();
	const dialog = page.getByRole("dialog", { name: "Beside this run" });
	for (const [group, choice] of choices) {
		await dialog.getByRole("group", { name: group }).getByText(choice, { exact: true }).click();
	}
	await dialog.getByRole("button", { name: "Show beside" }).click();
	await expect(dialog).toBeHidden();
}

/** The words and figures of both runs, beside the sequences. */
async function openFigures(lab: Lab): Promise<void> {
	await lab.openView("Beside");
	// A tab that has the focus takes the arrow keys.
	await lab.page.getByRole("tab", { name: "Beside", exact: true }).blur();
}

async function withKey(lab: Lab, page: Page): Promise<void> {
	await lab.open("double-transfer");
	await choose(page, ["Idempotency key", "one key for all tries"]);
	await openFigures(lab);
	await expect(words(page)).toContainText("Beside: transfer happens once");
}

test("another policy stands beside the run with the same faults, on one clock", async ({ lab, page }) => {
	await withKey(lab, page);
	await expect(words(page)).toContainText("As it is: transfer happens twice, and the phone believes that it worked.");
	await expect(strip(page)).toContainText("idempotency key: one key for all tries");
	await expect(page.getByRole("row", { name: /exactly once broken kept/ })).toBeVisible();
	await expect(page.getByRole("row", { name: /^Attempts 2 2 the same/ })).toBeVisible();
	const [above, below] = [
		page.getByRole("region", { name: "Stage, as it is" }),
		page.getByRole("region", { name: "Stage, beside" }),
	];
	await page.keyboard.press("End");
	await expect(above.getByRole("list", { name: "What the nodes are doing" })).toContainText("2");
	await expect(below.getByRole("list", { name: "What the nodes are doing" })).toBeAttached();
	// One clock: it goes on to the end of the longer run.
	const [now, end] = ((await lab.times.textContent()) ?? "").split(" / ");
	expect(now).toBe(end);
	await page.keyboard.press("Home");
	await page.keyboard.press("ArrowRight");
	await page.keyboard.press("ArrowRight");
	await expect(lab.sentence).not.toContainText("Nothing has happened yet");
});

test("a fault that is chosen strikes on both sides, and the address holds it all", async ({ lab, page }) => {
	await lab.open("double-transfer");
	await choose(page, ["Tries", "no second try"]);
	await openFigures(lab);
	await expect(words(page)).toContainText("Beside: transfer happens once, and the phone can't know.");
	await lab.openView("Sequence");
	await page.getByRole("group", { name: "Messages, As it is" }).locator('[data-message="e1.1>"]').press("Enter");
	await lab.button("Lose this message").click();
	await openFigures(lab);
	await expect(lab.addedFaults).toContainText("lose: e1.1>");
	await expect(words(page)).toContainText("Beside: transfer happens never, and the phone can't know.");
	await expect(page).toHaveURL(/fault=lose.*beside=nodes\.phone\.retry\.attempts%3D1/);
	const address = page.url();
	await page.reload();
	await openFigures(lab);
	await expect(words(page)).toContainText("Beside: transfer happens never, and the phone can't know.");
	expect(page.url()).toBe(address);
	await page.goBack();
	await expect(words(page)).toContainText("Beside: transfer happens once, and the phone can't know.");
	await page.goBack();
	await expect(strip(page)).toBeHidden();
	await page.goForward();
	await expect(strip(page)).toContainText("tries: no second try");
});

test("both sequences stand side by side on one clock, and what only one has is marked", async ({ lab, page }) => {
	await lab.open("double-transfer?beside=double-transfer-with-key");
	const [asItIs, beside] = [
		page.getByRole("group", { name: "Messages, As it is" }),
		page.getByRole("group", { name: "Messages, Beside" }),
	];
	// The same message leaves at the same height on both sides.
	const [left, right] = [asItIs, beside].map((side) => side.locator('[data-message="e1.1>"] line').first());
	expect((await left?.boundingBox())?.y).toBeCloseTo((await right?.boundingBox())?.y ?? -1, 0);
	await expect(asItIs.getByRole("button", { name: /transfer committed/ }).last()).toHaveAccessibleName(
		/not so in the other run$/,
	);
	await expect(asItIs.locator('[data-message="e1.2>"]')).not.toHaveAccessibleName(/not so/);
	// Selected on one side, told and shown on both.
	await asItIs.locator('[data-message="e1.2>"]').press("Enter");
	const told = page.getByRole("status").filter({ hasText: "as it is:" });
	await expect(told).toHaveText(/^e1\.2> as it is: sent at 1,174\.6 ms, arrived at .*; beside: sent at 1,174\.6 ms/);
	await expect(beside.locator('[data-message="e1.2>"]')).toHaveAttribute("aria-pressed", "true");
	await beside.locator('[data-message="e1.2/3>"]').press("Enter");
	await expect(told).toContainText("as it is: not there");
	for (const [name, end] of [
		["As it is", /e1\s*ok\s*×2.*happened more than once/],
		["Beside", /e1\s*ok\s*×1.*happened once/],
	] as const) {
		await expect(page.getByRole("region", { name: `What the exchanges come to, ${name}` })).toContainText(end);
	}
	// By keys alone: from difference to difference, and from event to event of either run.
	await page.getByRole("button", { name: "Next difference" }).press("Enter");
	await expect(lab.times).not.toContainText(/^0\.0 ms/);
	await page.getByRole("region", { name: /^Sequences of messages of both runs/ }).press("ArrowDown");
	await expect(lab.inspector).toContainText(/event|Request|Response/i);
	await lab.expectAccessible();
	await page.setViewportSize({ width: 390, height: 844 });
	await expect(page.getByRole("group", { name: "Which run" }).getByRole("radio", { name: "Both" })).toBeDisabled();
	await expect(beside).toBeHidden();
	await page.getByRole("group", { name: "Which run" }).getByText("Beside").click();
	await expect(beside).toBeVisible();
	await expect(asItIs).toBeHidden();
});

test("what breaks a scenario and what repairs it open side by side", async ({ lab, page }) => {
	await lab.open("double-transfer");
	await lab.button("What would repair it").click();
	await lab.button("Broken and repaired side by side: an idempotency key").click();
	await expect(lab.addedFaults).toContainText("lose: e1.1<");
	await expect(strip(page)).toContainText("idempotency key: one key for all tries");
	for (const [name, end] of [
		["As it is", /happened more than once/],
		["Beside", /happened once/],
	] as const) {
		await expect(page.getByRole("region", { name: `What the exchanges come to, ${name}` })).toContainText(end);
	}
});

test("what is selected beside is told of the run beside", async ({ lab, page }) => {
	await withKey(lab, page);
	await page.getByRole("region", { name: "Stage, beside" }).getByRole("button", { name: "ledger, database" }).click();
	await page.keyboard.press("End");
	await expect(lab.inspector).toContainText("Made lasting1");
	await page.getByRole("region", { name: "Stage, as it is" }).getByRole("button", { name: "ledger, database" }).click();
	await expect(lab.inspector).toContainText("Made lasting2");
});

test("changes are combined, taken back one by one, and closed, by keys alone", async ({ lab, page }) => {
	await lab.open("double-transfer");
	await page.keyboard.press("b");
	const dialog = page.getByRole("dialog", { name: "Beside this run" });
	await expect(dialog.getByRole("button", { name: "Show beside" })).toBeDisabled();
	await dialog.getByRole("group", { name: "Tries" }).getByRole("radio", { name: "as it is" }).focus();
	await page.keyboard.press("ArrowDown");
	await expect(dialog.getByRole("radio", { name: "no second try" })).toBeChecked();
	await dialog.getByRole("group", { name: "Timeout of the client" }).getByRole("radio", { name: "as it is" }).focus();
	await page.keyboard.press("ArrowRight");
	await page.keyboard.press("Enter");
	await expect(dialog).toBeHidden();
	await openFigures(lab);
	await expect(strip(page)).toContainText("timeout of the client: a quarter as long");
	await expect(page.getByText("--set 'nodes.phone.retry.attempts=1'")).toBeAttached();
	await strip(page).getByRole("button", { name: "Remove the change tries: no second try" }).press("Enter");
	await expect(strip(page)).not.toContainText("tries");
	await expect(words(page)).toContainText("Beside: transfer happens");
	await strip(page).getByRole("button", { name: "Close" }).press("Enter");
	await expect(strip(page)).toBeHidden();
	await expect(page.getByRole("region", { name: "Stage", exact: true })).toBeVisible();
	await expect(page).toHaveURL(/#\/lab\/double-transfer$/);
});

test("another scenario and an own text can stand beside", async ({ lab, page }) => {
	await lab.open("double-transfer");
	await lab.button("Beside").click();
	const dialog = page.getByRole("dialog", { name: "Beside this run" });
	await dialog.getByText("Scenario", { exact: true }).click();
	await dialog.getByRole("combobox").selectOption({ label: "The money that moves once" });
	await dialog.getByRole("button", { name: "Show beside" }).click();
	await openFigures(lab);
	await expect(words(page)).toContainText("Beside: transfer happens once");
	await expect(page).toHaveURL(/beside=double-transfer-with-key/);
	await strip(page).getByRole("button", { name: "Change" }).click();
	await dialog.getByText("Own text", { exact: true }).click();
	const text = dialog.getByRole("textbox", { name: "Scenario as YAML" });
	await text.fill((await text.inputValue()).replace("attempts: 8", "attempts: none"));
	await expect(dialog.getByRole("button", { name: /^line \d+, column/ })).toBeVisible();
	await text.fill((await text.inputValue()).replace("attempts: none", "attempts: 1"));
	await dialog.getByRole("button", { name: "Show beside" }).click();
	await expect(words(page)).toContainText("Beside: transfer happens once, and the phone can't know.");
	await expect(page).toHaveURL(/beside=s:/);
});

test("an address that asks for what can't be says why, and the run is there all the same", async ({ lab, page }) => {
	await lab.open("double-transfer?beside=nodes.fone.timeout%3D1s");
	await expect(strip(page).getByRole("alert")).toContainText("did you mean 'phone'");
	await expect(page.getByRole("region", { name: "Stage", exact: true })).toBeVisible();
	await lab.open("double-transfer?beside=nowhere");
	await expect(strip(page).getByRole("alert")).toContainText("not in the gallery");
});

// Each theme and each width once: what is wrong with a colour is wrong at every width.
for (const [width, colorScheme] of [
	[1440, "dark"],
	[390, "light"],
] as const) {
	test(`two runs break no rule of accessibility: ${width} pixels, ${colorScheme}`, async ({ lab, page }) => {
		await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
		await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
		await lab.open("double-transfer");
		await lab.button("Beside").click();
		const dialog = page.getByRole("dialog", { name: "Beside this run" });
		await expect(dialog.getByRole("group", { name: "Tries" })).toBeVisible();
		await lab.expectAccessible();
		for (const [group, choice] of [
			["Idempotency key", "one key for all tries"],
			["Tries", "2 tries"],
		] as const) {
			await dialog.getByRole("group", { name: group }).getByText(choice, { exact: true }).click();
		}
		await dialog.getByRole("button", { name: "Show beside" }).click();
		await page.getByRole("button", { name: "Next message" }).click();
		await lab.expectAccessible();
		await openFigures(lab);
		await expect(words(page)).toContainText("Beside: transfer happens once");
		await page.getByText("Every difference between the two runs").click();
		await lab.expectAccessible();
		const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		expect(overflow, "pixels that the page is too wide").toBeLessThanOrEqual(0);
	});
}
