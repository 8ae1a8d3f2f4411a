import { expect, test } from "./support/test.ts";

test("a message shows its parts, its bytes, why it was sent and what came of it", async ({ lab, page }) => {
	await lab.open("lost-reply");
	await lab.selectMessage("e1.1>");
	const { inspector } = lab;
	await expect(inspector.getByRole("heading", { level: 2 })).toHaveText("POST /transfers");
	await expect(inspector.getByText("Recorded in the trace · exact bytes in this world").first()).toBeVisible();
	await expect(inspector.getByRole("row", { name: "host bank" })).toBeVisible();
	await inspector.locator("[data-layer=Bytes] summary").click();
	await expect(inspector.getByRole("region", { name: "Bytes in hex and as text" })).toContainText("50 4f 53 54");
	await inspector.getByRole("region", { name: "What came of it" }).getByRole("button").first().click();
	await expect(lab.sentence).toContainText("the request POST /transfers from phone arrived at bank");
	await page.keyboard.press("Escape");
	await expect(inspector).toContainText("The transfer is booked, then the reply is lost");
});

test("what is selected in one view is selected in all", async ({ lab, page }) => {
	await lab.open("lost-reply?t=120000000ns");
	await lab.selectMessage("e1.1>");
	const stage = page.getByRole("region", { name: "Stage" });
	await expect(stage.getByRole("button", { pressed: true })).toContainText("POST /transfers");
	await page.getByRole("tab", { name: "Events" }).click();
	const events = page.getByRole("listbox", { name: "Events" });
	await expect(events.getByRole("option", { selected: true }).first()).toContainText("phone sent POST /transfers");
	await events
		.getByRole("option", { name: /bank sent POST \/query/ })
		.first()
		.click();
	await expect(lab.inspector.getByRole("heading", { level: 2 })).toHaveText(/bank sent POST \/query/);
	await lab.inspector.getByRole("button", { name: "e1.1/1>", exact: true }).click();
	await expect(lab.inspector.getByRole("heading", { level: 2 })).toHaveText("POST /query");
});

test("what the client believes and what is true leads to the exchange, whose parts of time add up", async ({ lab }) => {
	await lab.open("first-request");
	await lab.inspector.getByRole("button", { name: /GET/ }).first().click();
	await expect(lab.inspector.getByRole("region", { name: "Attempts" })).toBeVisible();
});

test("a broken expectation leads to the events that prove it", async ({ lab }) => {
	await lab.open("lost-reply");
	const expected = lab.inspector.getByRole("region", { name: "Expected" });
	await expect(expected).toContainText("Broken: the effect of every exchange is made lasting exactly once");
	await expected
		.getByRole("button", { name: /committed transfer/ })
		.last()
		.click();
	await expect(lab.sentence).toContainText("ledger committed transfer");
	await expect(lab.inspector.getByRole("heading", { level: 2 })).toContainText("ledger committed transfer");
});

test("a node shows what it holds at the moment", async ({ lab, page }) => {
	await lab.open("lost-reply?t=152000000ns");
	await page.getByRole("button", { name: "ledger, database" }).click();
	await expect(lab.inspector.getByRole("region", { name: "Now" })).toContainText("e1.1/1");
	await page.keyboard.press("End");
	await expect(lab.inspector.getByRole("region", { name: "Now" })).toContainText("Made lasting2");
});
