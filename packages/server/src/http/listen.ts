import { exitCodes, GroundworkError } from '@groundwork/host';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on this machine only, that waits for nobody for long. It answers once it was told how. */
export async function listen(port: number): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer({
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 5_000,
    connectionsCheckingInterval: 5_000,
  });
  server.maxHeadersCount = 100;
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    else socket.destroy();
  });
  server.listen({ host: '127.0.0.1', port });
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw taken(port, cause);
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port, not on a pipe
  return { server, port: (server.address() as AddressInfo).port };
}

function taken(port: number, cause: unknown): GroundworkError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  return new GroundworkError({
    code: code === 'EADDRINUSE' ? 'serve.port_taken' : 'serve.no_port',
    message:
      code === 'EADDRINUSE'
        ? `Port ${port} is taken`
        : `Port ${port} cannot be listened on: ${cause instanceof Error ? cause.message : String(cause)}`,
    where: `127.0.0.1:${port}`,
    fix: 'Leave out --port, or name another one',
    exit: exitCodes.notPossibleHere,
    cause,
  });
}
