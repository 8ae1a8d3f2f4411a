import { expect, test } from "./support/test.ts";

test("a link that is cut one way is told, drawn on the stage, and whole again later", async ({ lab, page }) => {
	await lab.open("one-way-partition");
	await lab.stepUntil("nothing that bank sends back to phone gets through any more");
	const stage = page.getByRole("region", { name: "Stage" });
	await expect(stage).toContainText("cut one way, nothing that bank sends gets through");
	await lab.stepUntil("the link between phone and bank is as it was before");
	await expect(stage).not.toContainText("cut one way");
});

test("the link of a message is cut from the moment at which it leaves", async ({ lab, page }) => {
	await lab.open("first-request");
	await lab.selectMessage("e1.1>");
	await lab.button("Cut the link for 2 s").click();
	await expect(lab.addedFaults).toContainText("partition: ");
	// What it changes is said when the run is there.
	await expect(lab.addedFaults).toContainText("3.24 s");
	await page.keyboard.press("Home");
	await lab.stepUntil("is cut: nothing gets through, and nobody is told");
});

test("a failover that loses what was committed says what is gone", async ({ lab }) => {
	await lab.open("failover-loses");
	await lab.stepUntil("ledger has no transfer of e3.1/1 any more: its replica was behind when it took over");
});

test("a link, a node and a message are broken where they are clicked, and a copy of the scenario has it all", async ({
	lab,
	page,
}) => {
	await lab.open("double-transfer?t=100000000ns");
	const stage = page.getByRole("region", { name: "Stage" });
	await stage.getByRole("button", { name: "link phone -> bank" }).press("Enter");
	await lab.button("Cut the way back for 2 s").click();
	await expect(lab.addedFaults).toContainText("partition: phone -> bank, at: 100ms, until: 2100ms, way: response");
	await stage.getByRole("button", { name: "bank, server" }).press("Enter");
	await lab.button("Pause for 1 s").click();
	await expect(lab.addedFaults).toContainText("pause: bank, at: 100ms, for: 1s");
	await expect(lab.inspector).toContainText("You added { pause: bank");
	await lab.expectAccessible();
	await lab.button("Edit a copy of this scenario").click();
	await expect(page.getByRole("textbox", { name: "Scenario as YAML" })).toHaveValue(
		/- \{ partition: phone -> bank, .*way: response \}\n {2}- \{ pause: bank, at: 100ms, for: 1s \}\n/,
	);
});

test("an event of the log leads to the faults of its message or its node", async ({ lab, page }) => {
	await lab.open("double-transfer");
	await lab.openView("Events");
	await page.getByRole("option").filter({ hasText: "ledger committed transfer" }).first().click();
	await lab.button("Fail over").click();
	await expect(lab.addedFaults).toContainText("failover: ledger, at: 125ms");
});

test("the menu of a message, a node and a link breaks it in one click, by mouse and by keys", async ({ lab, page }) => {
	await lab.open("double-transfer?t=100000000ns");
	const menu = page.getByRole("menu");
	const line = await page.locator('[data-message="e1.1>"] line').first().boundingBox();
	const [x, y] = [(line?.x ?? 0) + (line?.width ?? 0) / 2, (line?.y ?? 0) + (line?.height ?? 0) / 2];
	await page.mouse.move(x, y);
	await page.mouse.click(x, y, { button: "right" });
	await expect(menu).toHaveAccessibleName("What if: e1.1>");
	await lab.expectAccessible();
	await menu.getByRole("menuitem", { name: "Send it twice" }).click();
	await expect(lab.addedFaults).toContainText("duplicate: e1.1>");
	await expect(menu).toBeHidden();
	await page.locator('[data-node="ledger"]').click({ button: "right" });
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("ArrowDown");
	await expect(menu.getByRole("menuitem", { name: "Pause for 1 s" })).toBeFocused();
	await page.keyboard.press("Enter");
	await expect(lab.addedFaults).toContainText("pause: ledger, at: 100ms, for: 1s");
	await page.locator('[data-node="ledger"]').click({ button: "right" });
	await menu.getByRole("menuitem", { name: /^Undo/ }).click();
	await expect(lab.addedFaults).not.toContainText("pause");
	const rows = {
		Events: page.getByRole("option").filter({ hasText: "phone sent POST /transfers" }).first(),
		Waterfall: page.getByText("attempt 1", { exact: true }).first(),
	};
	for (const [view, row] of Object.entries(rows)) {
		await lab.openView(view);
		await row.click({ button: "right" });
		await expect(menu).toHaveAccessibleName("What if: e1.1>");
		await page.keyboard.press("Escape");
		await expect(menu).toBeHidden();
	}
});
