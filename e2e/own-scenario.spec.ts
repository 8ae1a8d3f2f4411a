import { readFileSync } from "node:fs";
import { expect, test } from "./support/test.ts";

const file = new URL("../scenarios/first-request.yaml", import.meta.url);
const text = readFileSync(file, "utf8");

test("a problem of an own scenario is shown with line and column, and nothing typed is lost", async ({ lab, page }) => {
	await page.goto("./#/open");
	const editor = page.getByLabel("Scenario as YAML");
	const broken = text.replace("traffic:", "trafic:");
	await editor.fill(broken);
	const problems = page.getByRole("complementary", { name: "Problems" });
	const line = broken.split("\n").findIndex((each) => each.startsWith("trafic:")) + 1;
	await expect(problems).toContainText(`line ${line}, column 1`);
	await expect(problems).toContainText("traffic");
	await expect(page.getByRole("button", { name: "Run" })).toBeDisabled();
	await lab.expectAccessible();
	await problems.getByRole("button", { name: `line ${line}, column 1` }).click();
	await expect(editor).toBeFocused();
	await page.reload();
	await expect(editor).toHaveValue(broken);
});

test("an own scenario is opened from a file, runs, and its address alone brings it back", async ({
	browser,
	lab,
	page,
}) => {
	await page.goto("./");
	const choosing = page.waitForEvent("filechooser");
	await page.getByRole("button", { name: "Open a file…" }).click();
	const own = text.replace(/^title: .*$/m, "title: My own request");
	await (await choosing).setFiles({ name: "own.yaml", mimeType: "text/yaml", buffer: Buffer.from(own) });
	await page.getByRole("button", { name: "Run" }).click();
	await expect(page.getByRole("heading", { level: 1 })).toHaveText("My own request");
	await expect(lab.sentence).toContainText("Nothing has happened yet");

	const elsewhere = await browser.newContext();
	const copy = await elsewhere.newPage();
	await copy.goto(page.url());
	await expect(copy.getByRole("heading", { level: 1 })).toHaveText("My own request");
	await elsewhere.close();
});

test("a scenario can be pasted onto the gallery", async ({ lab, page }) => {
	await page.goto("./");
	await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
	await page.evaluate((pasted) => {
		const data = new DataTransfer();
		data.setData("text/plain", pasted);
		dispatchEvent(new ClipboardEvent("paste", { clipboardData: data }));
	}, text);
	await expect(page.getByLabel("Scenario as YAML")).toHaveValue(text);
	await expect(page.getByText("No problems. It can be run.")).toBeVisible();
	await lab.expectAccessible();
});

test("a damaged address says so", async ({ page }) => {
	await page.goto("./#/lab/own?s=abc");
	await expect(page.getByRole("alert")).toContainText("The address is damaged");
});
