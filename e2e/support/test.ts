import { deflateRawSync } from "node:zlib";
import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type Locator, type Page } from "@playwright/test";

/** As the web server of the tests is started with. */
export const TOKEN = "test-token";

interface Fixtures {
	/** The lab, opened at an address; any error of the page fails the test. */
	readonly lab: Lab;
}

export const test = base.extend<Fixtures>({
	lab: async ({ page }, use) => {
		const errors: string[] = [];
		page.on("pageerror", (error) => errors.push(error.message));
		page.on("console", (message) => {
			if (message.type() === "error") errors.push(message.text());
		});
		await use(new Lab(page));
		expect(errors, "errors of the page").toEqual([]);
	},
});

export { expect };

/** What a person sees and does in the lab. */
export class Lab {
	readonly page: Page;

	constructor(page: Page) {
		this.page = page;
	}

	/** Opens a scenario, such as `lost-reply` or `lost-reply?t=180000000ns`, and waits for its run. */
	async open(scenario: string): Promise<void> {
		await this.page.goto(`./#/lab/${scenario}`);
		await expect(this.sentence).not.toBeEmpty();
	}

	/** Opens an own scenario by its text, as an address that was shared, and waits for its run. */
	async openText(text: string): Promise<void> {
		await this.open(`own?s=${deflateRawSync(text).toString("base64url")}`);
	}

	/** Opens a view of the run below the stage. */
	async openView(name: string): Promise<void> {
		await this.page.getByRole("tab", { name, exact: true }).click();
	}

	/** What has just happened. */
	get sentence(): Locator {
		return this.page.getByTestId("sentence");
	}

	/** Of the moment and of the run, such as `152.0 ms / 1,298.0 ms`. */
	get times(): Locator {
		return this.page.getByTestId("times");
	}

	get inspector(): Locator {
		return this.page.getByRole("complementary", { name: "Inspector" });
	}

	get addedFaults(): Locator {
		return this.page.getByRole("region", { name: "Added faults" });
	}

	button(name: string): Locator {
		return this.page.getByRole("button", { name, exact: true });
	}

	/** Selects a message in the sequence, as the keyboard does. */
	async selectMessage(message: string): Promise<void> {
		await this.page.locator(`[role=button][data-message="${message}"]`).press("Enter");
		await expect(this.inspector).toContainText(message);
	}

	/** Moves on until a sentence is there; fails where the run ends before. */
	async stepUntil(sentence: string | RegExp): Promise<void> {
		const wanted = (text: string): boolean =>
			typeof sentence === "string" ? text.includes(sentence) : sentence.test(text);
		for (let step = 0; step < 200; step++) {
			const text = (await this.sentence.textContent()) ?? "";
			if (wanted(text)) return;
			await this.page.keyboard.press("ArrowRight");
		}
		throw new Error(`no event says ${String(sentence)}`);
	}

	/** No rule of accessibility is broken by the page as it is now. */
	async expectAccessible(): Promise<void> {
		// Our pages have no frames: without looking into them, and without an account of what passes, it takes a third of the time.
		const axe = new AxeBuilder({ page: this.page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
		const { violations } = await axe.analyze();
		const told = violations.map(({ id, help, nodes }) => ({
			id,
			help,
			nodes: nodes.map(({ html }) => html.slice(0, 200)),
		}));
		expect(told).toEqual([]);
	}
}
