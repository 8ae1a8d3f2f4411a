import { handshakes, lossy } from "./support/network-scenarios.ts";
import { expect, test } from "./support/test.ts";

test("the packets of a connection are walked through, each with its fate and its sender's window", async ({
	lab,
	page,
}) => {
	await lab.openText(lossy);
	await lab.openView("Packets");
	const ladder = page.getByRole("region", { name: /^Packets\. Up and down/ });
	await expect(page.getByRole("img", { name: /packets between phone and shop/ })).toBeVisible();
	await expect(page.getByRole("img", { name: /congestion window of shop/ })).toBeVisible();
	await ladder.focus();
	await page.keyboard.press("ArrowDown");
	await expect(lab.sentence).toContainText("phone sent SYN to shop");
	await expect(page.getByText(/phone sends SYN; arrives after 30 ms/)).toBeVisible();
	await page.keyboard.press("ArrowDown");
	await expect(page.getByText(/shop sends SYN ACK/)).toBeVisible();
	await lab.expectAccessible();
});

test("plus and minus look closer and see more time while the ladder has the focus, and the speed stays", async ({
	lab,
	page,
}) => {
	await lab.openText(lossy);
	await lab.openView("Packets");
	const speed = await page.getByLabel("Speed, against real time").inputValue();
	const ladder = page.getByRole("region", { name: /^Packets\. Up and down/ });
	const height = (): Promise<number> => ladder.evaluate((element) => element.scrollHeight);
	await ladder.focus();
	const before = await height();
	await page.keyboard.press("+");
	await expect.poll(height).toBeGreaterThan(before);
	await page.keyboard.press("-");
	await expect.poll(height).toBe(before);
	await expect(page.getByLabel("Speed, against real time")).toHaveValue(speed);
});

test("packets are a table too, and its times lead to the moment", async ({ lab, page }) => {
	await lab.openText(lossy);
	await lab.openView("Packets");
	await page.getByText("Table", { exact: true }).click();
	const row = page.getByRole("row", { name: /SYN ACK/ });
	await row.getByRole("button").click();
	await expect(lab.sentence).toContainText("shop sent SYN ACK to phone");
	await lab.expectAccessible();
});

test("a connection whose messages went whole says how its packets are to be had", async ({ lab, page }) => {
	await lab.open("first-request");
	await lab.openView("Packets");
	await expect(page.getByRole("region", { name: "Set-up of each connection" })).toBeVisible();
	await page.getByText("Packets", { exact: true }).last().click();
	await expect(page.getByText("detail: packets")).toBeVisible();
	await lab.expectAccessible();
});

test("handshakes stand side by side with their round-trips counted", async ({ lab, page }) => {
	await lab.openText(handshakes);
	await lab.openView("Packets");
	const setUps = page.getByRole("region", { name: "Set-up of each connection" });
	await expect(setUps.getByRole("button", { name: /plain → shop no TLS 1 round-trip first/ })).toBeVisible();
	await expect(setUps.getByRole("button", { name: /old → shop TLS 1.2 3 round-trips first/ })).toBeVisible();
	await expect(setUps.getByRole("button", { name: /new → shop TLS 1.3 2 round-trips first/ })).toBeVisible();
	await setUps.getByRole("button", { name: /old → shop/ }).click();
	await expect(lab.inspector.getByText("Exchange 2", { exact: true })).toBeVisible();
	await lab.expectAccessible();
});

test("the open view can have the room of the stage, and gives it back", async ({ lab, page }) => {
	await lab.openText(handshakes);
	await lab.openView("Packets");
	await lab.button("More room for this view").click();
	await expect(page.getByRole("region", { name: "Stage" })).toBeHidden();
	await lab.expectAccessible();
	await page.keyboard.press("f");
	await expect(page.getByRole("region", { name: "Stage" })).toBeVisible();
});

test("packets are listed among the events on request only, and stepped through then", async ({ lab, page }) => {
	await lab.openText(lossy);
	await page.keyboard.press("ArrowRight");
	await page.keyboard.press("ArrowRight");
	await page.keyboard.press("ArrowRight");
	await expect(lab.sentence).toContainText("phone is connected to shop");
	await lab.openView("Events");
	const events = page.getByRole("listbox", { name: "Events" });
	await expect(events.getByRole("option", { name: /SYN/ })).toHaveCount(0);
	await page.getByRole("button", { name: /^Show [\d,]+ packets$/ }).click();
	await expect(events.getByRole("option", { name: /phone sent SYN to shop/ })).toBeVisible();
	await page.getByRole("button", { name: /^Hide [\d,]+ packets$/ }).click();
	await expect(events.getByRole("option", { name: /SYN/ })).toHaveCount(0);
});
