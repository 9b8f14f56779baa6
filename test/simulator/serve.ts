import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { ConnectionDropped } from "./api/trouble.ts";
import { createSimulator, type Simulator } from "./simulator.ts";
import type { SimulatorOptions } from "./state/settings.ts";

export interface ServeOptions extends Partial<SimulatorOptions> {
  /** 0 or none: any free port. */
  port?: number;
  /** Loopback only: it hands out tokens to whoever asks. */
  host?: "127.0.0.1" | "::1" | "localhost";
}

export interface ServedSimulator {
  url: string;
  simulator: Simulator;
  close(): Promise<void>;
}

/** The simulator as an HTTP server: all of WeChat at one address, its levers under /simulator/, a page for people at /. */
export async function serveSimulator(options: ServeOptions = {}): Promise<ServedSimulator> {
  const { port = 0, host = "127.0.0.1", ...rest } = options;
  if (!["127.0.0.1", "::1", "localhost"].includes(host))
    throw new Error(`the simulator serves on loopback only, not on ${host}`);
  const simulator = createSimulator(rest);
  const server = createAdaptorServer({
    fetch: (request, bindings) => answerOrDrop(simulator, request, bindings as NodeBindings),
    // Node's own Request and Response stay as they are for whoever else is in this process.
    overrideGlobalObjects: false,
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${address.family === "IPv6" ? `[${address.address}]` : address.address}:${address.port}`,
    simulator,
    close: () =>
      new Promise((resolve) => {
        simulator.stopTicketTimer();
        server.close(() => resolve());
        // Calls that are never answered would keep it open for ever.
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}

interface NodeBindings {
  incoming: IncomingMessage;
  outgoing: ServerResponse;
}

async function answerOrDrop(simulator: Simulator, request: Request, { outgoing }: NodeBindings): Promise<Response> {
  try {
    return await simulator.fetch(request);
  } catch (error) {
    // Whoever has hung up needs no answer either.
    if (!(error instanceof ConnectionDropped) && !request.signal.aborted) throw error;
    outgoing.destroy();
    return RESPONSE_ALREADY_SENT;
  }
}
