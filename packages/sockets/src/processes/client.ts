import { playClient } from "../clients/role.ts";
import { runNode } from "./node-process.ts";
import { playForgetfulDatabase } from "./rehearsed-database.ts";

runNode(playClient, playForgetfulDatabase);
