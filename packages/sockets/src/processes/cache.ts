import { playCache } from "../caches/role.ts";
import { runNode } from "./node-process.ts";
import { playForgetfulDatabase } from "./rehearsed-database.ts";

runNode(playCache, playForgetfulDatabase);
