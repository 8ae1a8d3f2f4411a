import { playDatabase } from "../stores/role.ts";
import { runNode } from "./node-process.ts";

runNode(playDatabase, playDatabase);
