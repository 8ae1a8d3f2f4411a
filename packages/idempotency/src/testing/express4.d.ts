/** Express 4 under a name of its own, with the types of Express 5: what is used here is the same in both. */
declare module "express4" {
	import express from "express";

	export default express;
}
