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
