import { playKeptServer } from "../kept/role.ts";
import { runNode } from "./node-process.ts";
import { playForgetfulDatabase } from "./rehearsed-database.ts";

runNode(playKeptServer, playForgetfulDatabase);
