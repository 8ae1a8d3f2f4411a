import { expect, test } from "./support/test.ts";

test("every fault is tried, and a cell opens such a run on the stage", async ({ lab, page }) => {
	await lab.open("lost-reply");
	await lab.button("Try every fault").click();
	const matrix = lab.inspector.getByRole("region", { name: "Faults and outcomes" });
	await expect(matrix.getByRole("columnheader", { name: "ok ×2+" })).toBeVisible();
	await lab.expectAccessible();
	await expect(lab.inspector).toContainText(
		/[1-9]\d* runs, each with one fault instead of those that are in it; [1-9]\d* of them break/,
	);
	await matrix
		.getByRole("button", { name: /with lose e1\.1<: the client believes that it worked, it happened more than once/ })
		.click();
	await expect(page).toHaveURL(/#\/lab\/own\?s=.*fault=lose:e?/);
	await expect(lab.inspector).toContainText("Broken: the effect of every exchange is made lasting exactly once");
	await lab.stepUntil("201 Created was lost halfway between bank and phone");
});
