/**
 * The bare servers that kept ones are compared with: Node's http and http2 and the package ws, without anything above
 * them. Says its ports to its parent, is told what to answer, and lives as long.
 */
import { createServer } from "node:http";
import { createServer as createHttp2 } from "node:http2";
import { WebSocketServer } from "ws";

/** @type {{ type: string, content: Buffer, items: number }} */
let answer = { type: "text/plain", content: Buffer.alloc(0), items: 0 };

function attend(request, response) {
	request.resume();
	request.on("end", () => {
		const { type, content, items } = answer;
		if (items > 0) {
			response.writeHead(200, { "content-type": type });
			writeItems(response, items);
			return;
		}
		response.writeHead(200, { "content-type": type, "content-length": content.length });
		response.end(content);
	});
}

/** One a turn of the event loop, as from something that happens. */
function writeItems(response, left) {
	if (left === 0) {
		response.end();
		return;
	}
	response.write(answer.content);
	setImmediate(writeItems, response, left - 1);
}

const http1 = createServer(attend);
const http2 = createHttp2(attend);
const sockets = new WebSocketServer({ server: http1, perMessageDeflate: false });
sockets.on("connection", (socket) => {
	socket.on("message", () => socket.send(answer.content.toString("utf8")));
});
process.on("message", ({ type, content, items }) => {
	answer = { type, content: Buffer.from(content, "base64"), items };
	process.send("told");
});
http1.listen(0, "127.0.0.1", () => {
	http2.listen(0, "127.0.0.1", () => process.send([http1.address().port, http2.address().port]));
});
process.on("disconnect", () => process.exit(0));
