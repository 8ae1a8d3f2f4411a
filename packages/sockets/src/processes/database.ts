import { createDatabaseRole } from "../stores/role.ts";
import { runNode } from "./node-process.ts";

const playDatabase = createDatabaseRole();
runNode(playDatabase, playDatabase);
