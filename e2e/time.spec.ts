import { expect, test } from "./support/test.ts";

test("a run starts paused, and the arrow keys step from event to event with a sentence for each", async ({
	lab,
	page,
}) => {
	await lab.open("lost-reply");
	await expect(lab.sentence).toContainText("Nothing has happened yet");
	await page.keyboard.press("ArrowRight");
	await expect(lab.sentence).toContainText("phone wants POST /transfers from bank");
	await expect(page.getByRole("status").filter({ hasText: "phone wants POST /transfers" })).toHaveCount(1);
	await page.keyboard.press("ArrowLeft");
	await expect(lab.sentence).toContainText("Nothing has happened yet");
});

test("shift and an arrow step from message to message; Home and End go to the ends", async ({ lab, page }) => {
	await lab.open("lost-reply");
	await page.keyboard.press("Shift+ArrowRight");
	await expect(lab.sentence).toContainText("phone sent POST /transfers to bank");
	await page.keyboard.press("Shift+ArrowRight");
	await expect(lab.sentence).toContainText("bank sent");
	await page.keyboard.press("End");
	await expect(lab.sentence).toContainText("phone has its answer, 201");
	await page.keyboard.press("Home");
	await expect(lab.sentence).toContainText("Nothing has happened yet");
});

test("space lets time run at the chosen speed, and again holds it", async ({ lab, page }) => {
	await lab.open("lost-reply");
	await page.getByLabel("Speed, against real time").selectOption("1");
	await page.keyboard.press("Space");
	await expect(lab.button("Pause")).toBeVisible();
	await expect(lab.sentence).toContainText("was lost halfway between bank and phone");
	await page.keyboard.press("Space");
	await expect(lab.button("Play")).toBeVisible();
	const held = await lab.times.textContent();
	await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
	await expect(lab.times).toHaveText(held ?? "");
});

test("plus and minus change the speed", async ({ lab, page }) => {
	await lab.open("lost-reply");
	const speed = page.getByLabel("Speed, against real time");
	const before = Number(await speed.inputValue());
	await page.keyboard.press("+");
	expect(Number(await speed.inputValue())).toBeGreaterThan(before);
	await page.keyboard.press("-");
	await expect(speed).toHaveValue(String(before));
});

test("the line of time can be grasped anywhere", async ({ lab, page }) => {
	await lab.open("lost-reply");
	const slider = page.getByRole("slider", { name: "Moment of the run" });
	const box = await slider.boundingBox();
	if (box === null) throw new Error("no slider");
	await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
	const [now = "", whole = ""] = ((await lab.times.textContent()) ?? "").replace(/[, ms]/g, "").split("/");
	expect(Number(now) / Number(whole)).toBeCloseTo(0.5, 2);
});

test("with reduced motion, playing shows one event after another", async ({ lab, page }) => {
	await page.emulateMedia({ reducedMotion: "reduce" });
	await lab.open("lost-reply");
	await page.keyboard.press("Space");
	await expect(lab.sentence).toContainText("phone wants POST /transfers from bank");
	await expect(lab.sentence).toContainText("phone opens a connection to bank");
});

test("the moment is part of the address, and the back button goes back to another scenario", async ({ lab, page }) => {
	await lab.open("first-request");
	await page.keyboard.press("End");
	await expect(page).toHaveURL(/first-request\?t=\d+ns$/);
	await page.getByRole("link", { name: "Roundtrip" }).click();
	await page.getByRole("link", { name: "The reply that never came" }).click();
	await expect(page.getByRole("heading", { level: 1 })).toHaveText("The reply that never came");
	await page.goBack();
	await page.goBack();
	await expect(page.getByRole("heading", { level: 1 })).toHaveText("The first request");
	await expect(lab.sentence).not.toContainText("Nothing has happened yet");
});
