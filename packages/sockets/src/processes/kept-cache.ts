import { playKeptCache } from "../kept/cache-role.ts";
import { runNode } from "./node-process.ts";
import { playForgetfulDatabase } from "./rehearsed-database.ts";

runNode(playKeptCache, playForgetfulDatabase);
