import { playBalancer } from "../balancers/role.ts";
import { runNode } from "./node-process.ts";
import { playForgetfulDatabase } from "./rehearsed-database.ts";

runNode(playBalancer, playForgetfulDatabase);
