import { expect, test } from "./support/test.ts";

test("a call is read layer by layer, from what it means down to its bytes", async ({ lab }) => {
	await lab.open("rpc-procedures");
	await lab.selectMessage("e1.1>");
	const layers = lab.inspector.getByRole("region", { name: "Layers" });
	const names = layers.locator("summary");
	await expect(names).toHaveText([/^JSON-RPC call/, /^HTTP message/, /^TCP segments/, /^Bytes/]);
	await expect(layers.getByRole("row", { name: "Method posts.list" })).toBeVisible();
	await expect(layers.getByRole("row", { name: "host blog" })).toBeVisible();
	await expect(layers.getByText("Read from the recorded bytes · exact bytes in this world")).toBeVisible();
	await names.last().click();
	const dump = layers.getByRole("region", { name: "Bytes in hex and as text" });
	await expect(dump).toContainText("50 4f 53 54");
	// What is marked are the bytes of the layer that was looked at last, and others can be chosen.
	await expect(dump.locator("mark").first()).toHaveText(/^7b/);
	await layers.getByRole("button", { name: /^HTTP message \d+ B$/ }).press("Enter");
	await expect(dump.locator("mark").first()).toContainText("50 4f 53 54");
	await lab.expectAccessible();
});

test("an item of a stream is read too, and leads to the others on its stream", async ({ lab }) => {
	await lab.open("sse-news");
	await lab.selectMessage("e1.1<2");
	const layers = lab.inspector.getByRole("region", { name: "Layers" });
	await expect(layers.locator("summary").first()).toHaveText(/^Server-Sent Event/);
	await expect(layers.getByRole("region", { name: "Server-Sent Event" })).toContainText('"id": 2');
	await lab.inspector.getByRole("button", { name: "item 3 from paper" }).click();
	await expect(lab.inspector).toContainText("Item of the response e1.1<3");
	await lab.expectAccessible();
});

test("packets that carried a message lead to their events", async ({ lab }) => {
	await lab.open("slow-start");
	await lab.selectMessage("e1.1<");
	const segments = lab.inspector.locator("[data-layer='TCP segments']");
	await segments.locator("summary").click();
	await expect(segments).toContainText("Recorded in the trace");
	await segments.getByRole("button").first().click();
	await expect(lab.inspector.getByRole("heading", { level: 2 })).toContainText("sent bytes");
});

test("the layers break no rule of accessibility in the dark and where there is little room", async ({ lab, page }) => {
	await page.emulateMedia({ colorScheme: "dark" });
	await lab.open("websocket-chat");
	await lab.selectMessage("e1.1>2");
	await expect(lab.inspector.locator("summary").first()).toHaveText(/^WebSocket frame/);
	await lab.inspector.locator("[data-layer=Bytes] summary").click();
	await lab.expectAccessible();
	await page.setViewportSize({ width: 390, height: 844 });
	await page.getByRole("tab", { name: /^Inspector/ }).click();
	await expect(page.locator("[data-layer='WebSocket frame']")).toBeVisible();
	await lab.expectAccessible();
	const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	expect(overflow, "pixels that the page is too wide").toBeLessThanOrEqual(0);
});
