import type { AddressInfo } from "node:net";
import { APPS } from "./apps.ts";
import type { ServerSetup } from "./control.ts";
import { createStage } from "./stage.ts";

/** The process of a server of a test. What it is made of stands in its first argument. */
const setup = JSON.parse(process.argv[2] ?? "{}") as ServerSetup;
const stage = createStage();
const app = APPS[setup.subject] ?? (await import("./peers.ts")).PEERS[setup.subject];
if (app === undefined) throw new Error(`there is no server ${setup.subject}`);
const server = await app(setup, stage);
server.listen(0, "127.0.0.1", () => stage.listening((server.address() as AddressInfo).port));
