import type { Descriptor } from "../descriptor.ts";
import { type BalancerSpec, balancer } from "./balancer.ts";
import { type CacheSpec, cache } from "./cache.ts";
import { type ClientSpec, client } from "./client.ts";
import { type DatabaseSpec, database } from "./database.ts";
import { type ServerSpec, server } from "./server.ts";

export type NodeSpec = ClientSpec | CacheSpec | BalancerSpec | ServerSpec | DatabaseSpec;
export type Role = NodeSpec["is"];

/** What a node can be. */
export const nodeKinds: readonly Descriptor<NodeSpec>[] = [client, cache, balancer, server, database];
