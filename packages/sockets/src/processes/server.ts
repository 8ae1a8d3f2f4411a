import { playServer } from "../servers/role.ts";
import { runNode } from "./node-process.ts";
import { playForgetfulDatabase } from "./rehearsed-database.ts";

runNode(playServer, playForgetfulDatabase);
