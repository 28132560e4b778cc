/** A way Rust programs serve. */
export interface ServerLibrary {
  readonly framework: string;
  /** Crates any of which says that it is used. */
  readonly crates: readonly string[];
  /** Canonical names of what begins it. */
  readonly starts: readonly string[];
  /** Methods chained onto that, or called on what it gives, whose first argument is the address. */
  readonly methods: readonly string[];
  /** Whether the first argument of the start itself is the address. */
  readonly direct?: boolean;
  readonly port: number | null;
}

/** The more particular first. */
export const serverLibraries: readonly ServerLibrary[] = [
  { framework: 'Rocket', crates: ['rocket'], starts: ['rocket.build', 'rocket.custom', 'rocket.ignite'], methods: [], port: 8000 },
  { framework: 'Loco', crates: ['loco-rs'], starts: ['loco_rs.cli.main', 'loco_rs.boot.create_app'], methods: [], port: 5150 },
  {
    framework: 'Actix Web',
    crates: ['actix-web'],
    starts: ['actix_web.HttpServer.new'],
    methods: ['bind', 'bind_rustls', 'bind_openssl', 'bind_rustls_0_23', 'bind_auto_h2c', 'listen'],
    port: null,
  },
  { framework: 'ntex', crates: ['ntex'], starts: ['ntex.web.HttpServer.new', 'ntex.web.server'], methods: ['bind', 'listen'], port: null },
  { framework: 'axum', crates: ['axum'], starts: ['axum.serve'], methods: [], port: null },
  {
    framework: 'axum',
    crates: ['axum'],
    starts: ['axum.Server.bind', 'axum_server.bind', 'axum_server.bind_rustls', 'hyper.Server.bind', 'axum_server.Server.bind'],
    methods: [],
    direct: true,
    port: null,
  },
  {
    framework: 'warp',
    crates: ['warp'],
    starts: ['warp.serve'],
    methods: ['run', 'bind', 'bind_with_graceful_shutdown', 'try_bind'],
    port: null,
  },
  { framework: 'Tide', crates: ['tide'], starts: ['tide.new', 'tide.with_state'], methods: ['listen', 'bind'], port: null },
  { framework: 'Poem', crates: ['poem'], starts: ['poem.listener.TcpListener.bind'], methods: [], direct: true, port: null },
  { framework: 'Poem', crates: ['poem'], starts: ['poem.Server.new'], methods: [], port: null },
  {
    framework: 'Salvo',
    crates: ['salvo'],
    starts: ['salvo.conn.TcpListener.new', 'salvo.prelude.TcpListener.new', 'salvo.conn.tcp.TcpListener.new'],
    methods: [],
    direct: true,
    port: null,
  },
  { framework: 'Gotham', crates: ['gotham'], starts: ['gotham.start'], methods: [], direct: true, port: null },
  { framework: 'Viz', crates: ['viz'], starts: ['viz.serve'], methods: [], port: null },
  { framework: 'Iron', crates: ['iron'], starts: ['iron.Iron.new'], methods: ['http'], port: null },
  {
    framework: 'tiny_http',
    crates: ['tiny_http'],
    starts: ['tiny_http.Server.http', 'tiny_http.Server.https'],
    methods: [],
    direct: true,
    port: null,
  },
  {
    framework: 'tonic',
    crates: ['tonic'],
    starts: ['tonic.transport.Server.builder', 'tonic.transport.server.Server.builder'],
    methods: ['serve', 'serve_with_shutdown'],
    port: null,
  },
  {
    framework: 'hyper',
    crates: ['hyper', 'hyper_wasi'],
    starts: ['hyper.Server.bind', 'hyper.server.Server.bind', 'hyper.Server.http', 'hyper.server.Server.http'],
    methods: [],
    direct: true,
    port: null,
  },
  {
    framework: 'hyper',
    crates: ['hyper'],
    starts: ['hyper.server.conn.http1.Builder.new', 'hyper.server.conn.http2.Builder.new', 'hyper_util.server.conn.auto.Builder.new'],
    methods: [],
    port: null,
  },
];

/** What listens where a framework is handed a listener. */
export const listeners: readonly string[] = [
  'tokio.net.TcpListener.bind',
  'std.net.TcpListener.bind',
  'async_std.net.TcpListener.bind',
  'hyper.server.conn.AddrIncoming.bind',
];
