// @ts-check
/**
 * Entry of the shell: the same script is the page (there is a `document`) and the search worker (there is none).
 */
import { startPage } from "./ui/app.js";
import { startWorker } from "./search-worker.js";

if (typeof document === "undefined") startWorker(/** @type {import("./rpc.js").Port} */ (/** @type {unknown} */ (self)));
else startPage(self.hongxian, HONGXIAN_SHELL);
