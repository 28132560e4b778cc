import type { Language } from '@groundwork/blueprint';
import { goServers } from '@groundwork/scan';

/** A call that starts listening, and where it is told about that. */
export interface Listener {
  readonly language: Language;
  /** Canonical names; `*.listen` is any receiver. */
  readonly calls: readonly string[];
  /** Arguments as `0`, a keyword, `0.port` for a key of the first one (`*.port`: of any), `0.1` for an item of it. The first that is given counts. */
  readonly port?: readonly string[];
  readonly host?: readonly string[];
  /** `host:port` in one text. */
  readonly address?: readonly string[];
  /** Where it listens when no host is told; `null`: on every address. */
  readonly silent: 'loopback' | null;
  /** How a host is added to the call where none is told. */
  readonly addHost?: string;
  /** Variables that tell it the host when the code does not. */
  readonly hostVariables?: readonly string[];
  /** Only where the first argument looks like a port, and the receiver like a server. */
  readonly loose?: true;
}

const keyword = ', host="0.0.0.0"';

export const listeners: readonly Listener[] = [
  {
    language: 'python',
    calls: ['uvicorn.run'],
    port: ['port'],
    host: ['host'],
    silent: 'loopback',
    addHost: keyword,
    hostVariables: ['UVICORN_HOST'],
  },
  {
    language: 'python',
    calls: [
      'flask.Flask().run',
      'quart.Quart().run',
      'sanic.Sanic().run',
      'dash.Dash().run',
      'dash.Dash().run_server',
      'apiflask.APIFlask().run',
      'connexion.App().run',
      'connexion.FlaskApp().run',
    ],
    port: ['port', '1'],
    host: ['host', '0'],
    silent: 'loopback',
    addHost: keyword,
  },
  {
    language: 'python',
    calls: ['flask_socketio.SocketIO().run'],
    port: ['port', '2'],
    host: ['host', '1'],
    silent: 'loopback',
    addHost: keyword,
  },
  {
    language: 'python',
    calls: ['bottle.run', 'bottle.Bottle().run'],
    port: ['port'],
    host: ['host'],
    silent: 'loopback',
    addHost: keyword,
  },
  { language: 'python', calls: ['aiohttp.web.run_app'], port: ['port'], host: ['host'], silent: null },
  { language: 'python', calls: ['waitress.serve'], port: ['port'], host: ['host'], silent: null },
  { language: 'python', calls: ['nicegui.ui.run'], port: ['port'], host: ['host'], silent: null },
  { language: 'python', calls: ['websockets.serve', 'websockets.server.serve'], port: ['port', '2'], host: ['host', '1'], silent: null },
  {
    language: 'python',
    calls: ['http.server.HTTPServer', 'http.server.ThreadingHTTPServer', 'socketserver.TCPServer'],
    port: ['0.1'],
    host: ['0.0'],
    silent: null,
  },
  { language: 'python', calls: ['wsgiref.simple_server.make_server'], port: ['1'], host: ['0'], silent: null },
  {
    language: 'python',
    calls: ['gradio.Blocks().launch', 'gradio.Interface().launch', 'gradio.ChatInterface().launch', 'gradio.TabbedInterface().launch'],
    port: ['server_port'],
    host: ['server_name'],
    silent: 'loopback',
    addHost: ', server_name="0.0.0.0"',
    hostVariables: ['GRADIO_SERVER_NAME'],
  },
  { language: 'python', calls: ['*.add_insecure_port', '*.add_secure_port'], address: ['0'], silent: null },
  {
    language: 'node',
    calls: ['fastify().listen', 'fastify.fastify().listen'],
    port: ['0.port', '0'],
    host: ['0.host', '1'],
    silent: 'loopback',
  },
  { language: 'node', calls: ['*.listen'], port: ['0.port', '0'], host: ['0.host', '0.hostname', '1'], silent: null, loose: true },
  {
    language: 'node',
    calls: ['Bun.serve', 'Deno.serve', '@hono/node-server.serve', 'srvx.serve'],
    port: ['*.port'],
    host: ['*.hostname'],
    silent: null,
  },
  { language: 'node', calls: ['ws.WebSocketServer', 'ws.Server', 'ws.default.Server'], port: ['0.port'], host: ['0.host'], silent: null },
  { language: 'node', calls: ['*.bindAsync'], address: ['0'], silent: null },
  ...goServers
    .filter(({ address }) => address.length > 0)
    .map(({ calls, address }): Listener => ({ language: 'go', calls, address, silent: null })),
  { language: 'go', calls: ['net.Listen'], address: ['1'], silent: null },
  { language: 'go', calls: ['net/http.Server'], address: ['Addr'], silent: null },
  {
    language: 'rust',
    calls: ['*.TcpListener.bind', 'actix_web.HttpServer.new().bind', '*.HttpServer.new().bind', 'axum.Server.bind', 'axum_server.bind'],
    address: ['0'],
    port: ['0.1'],
    host: ['0.0'],
    silent: null,
  },
  { language: 'dotnet', calls: ['*.UseUrls', '*.Run', '*.RunAsync'], address: ['0'], silent: null },
  { language: 'java', calls: ['io.javalin.Javalin.create().start', 'spark.Spark.port'], port: ['0'], silent: null },
];
