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
