import { expect, test } from "./support/test.ts";

test("a lost reply is drawn where it dies, and the client gives up", async ({ lab, page }) => {
	await lab.open("lost-reply");
	await lab.stepUntil("201 Created was lost halfway between bank and phone");
	await expect(page.getByRole("region", { name: "Stage" })).toContainText(/lost/);
	await lab.stepUntil("phone gave up after 1 s");
	await lab.stepUntil("phone tries again");
});

test("the selected message is lost by a key: the same seed runs again, and what changed is said", async ({
	lab,
	page,
}) => {
	await lab.open("lost-reply?t=1100000000ns");
	await lab.selectMessage("e1.2<");
	await expect(lab.inspector).toContainText("Response e1.2<");
	await page.keyboard.press("d");
	await expect(lab.addedFaults).toContainText("lose: e1.2<");
	await expect(lab.addedFaults).toContainText("it happened 3 times");
	await expect(lab.times).toHaveText(/^1,100\.0 ms/);
	await expect(page).toHaveURL(/fault=lose/);
	await expect(lab.inspector).toContainText("Response e1.2<, lost");
	await page.keyboard.press("Escape");
	await expect(lab.inspector).toContainText(
		"npx roundtrip run scenarios/lost-reply.yaml --seed 1 --fault 'lose: e1.2<'",
	);

	await page.goBack();
	await expect(lab.addedFaults).toBeHidden();
	await page.goForward();
	await lab.button("Remove the fault lose: e1.2<").click();
	await expect(lab.addedFaults).toBeHidden();
	await expect(page).not.toHaveURL(/fault=/);
});

test("a message can be held up instead", async ({ lab }) => {
	await lab.open("first-request");
	await lab.selectMessage("e1.1>");
	await lab.inspector.getByLabel("How long to delay it, such as 500ms").fill("2s");
	await lab.button("Delay it by").click();
	await expect(lab.addedFaults).toContainText("delay: e1.1>, by: 2s");
	await lab.stepUntil(/held up .*2 s/);
});

test("a fault of an address that can't be used is told, and the run goes on without it", async ({ lab, page }) => {
	await page.goto("./#/lab/lost-reply?fault=lose:nothing");
	await expect(page.getByRole("alert")).toContainText("A fault in the address can't be used");
	await lab.expectAccessible();
	await lab.button("Go on without it").click();
	await expect(lab.sentence).toContainText("Nothing has happened yet");
});
