import { expect, test } from 'vitest';
import { scan } from '../../scan.ts';
import { memoryTree } from '../../tree/memory.ts';
import type { Blueprint } from '@groundwork/blueprint';

const cargo = (dependencies: string): string =>
  `[package]\nname = "bakery"\nversion = "0.1.0"\nedition = "2021"\n\n[dependencies]\n${dependencies}\n`;

const bakery = (main: string, dependencies: string, files: Readonly<Record<string, string>> = {}): Promise<Blueprint> =>
  scan(memoryTree('bakery', { 'Cargo.toml': cargo(dependencies), 'src/main.rs': main, ...files }));

const told = ({ services, resources }: Blueprint): string[] =>
  services.flatMap((service) =>
    service.env.map(({ name, binding }) => {
      if (!binding || !('resource' in binding)) return name;
      return `${name} ${resources.find((each) => each.name === binding.resource)?.type ?? ''}.${binding.property}`;
    }),
  );

const serve = 'let l = tokio::net::TcpListener::bind("0.0.0.0:4100").await.unwrap(); axum::serve(l, axum::Router::new()).await.unwrap();';

test.each<[idea: string, main: string, dependencies: string, files: Readonly<Record<string, string>>, expected: readonly string[]]>([
  [
    'variables read in place, with what stands in for them',
    `use std::env; use sqlx::postgres::PgPoolOptions;
     async fn main() {
       let url = env::var("FLOUR").expect("flour");
       let pool = PgPoolOptions::new().max_connections(5).connect(&url).await.unwrap();
       let oven = redis::Client::open(env::var("OVEN").unwrap_or_else(|_| "redis://localhost".to_string())).unwrap();
       ${serve}
     }`,
    'axum = "0.8"\nsqlx = { version = "0.8", features = ["postgres"] }\nredis = "0.27"',
    {},
    ['FLOUR postgres.url', 'OVEN redis.url'],
  ],
  [
    "clap's attributes, flattened",
    `use clap::Parser;
     #[derive(Parser)] struct Args { #[command(flatten)] db: Store }
     #[derive(clap::Args)] struct Store { #[arg(long, env = "SHELF_URL")] url: String }
     async fn main() { let args = Args::parse(); let d = sea_orm::Database::connect(&args.db.url).await; ${serve} }`,
    'axum = "0.8"\nclap = "4"\nsea-orm = { version = "1", features = ["sqlx-mysql"] }',
    {},
    ['SHELF_URL mysql.url'],
  ],
  [
    'config: a file below variables with separators, options built in a method',
    `mod settings; use sqlx::postgres::PgConnectOptions; use settings::{load, Database};
     impl Database { fn options(&self) -> PgConnectOptions { PgConnectOptions::new().host(&self.host).password(self.password.expose_secret()) } }
     async fn main() { let s = load().unwrap(); s.database.options(); ${serve} }`,
    'axum = "0.8"\nconfig = "0.14"\nsqlx = { version = "0.8", features = ["postgres"] }',
    {
      'src/settings.rs': `use config::{Config, Environment, File};
        #[derive(serde::Deserialize)] pub struct Settings { pub database: Database }
        #[derive(serde::Deserialize)] pub struct Database { pub host: String, pub password: Secret<String> }
        pub fn load() -> Result<Settings, config::ConfigError> {
          Config::builder().add_source(File::with_name("config/base")).add_source(Environment::with_prefix("BREAD").prefix_separator("_").separator("__")).build()?.try_deserialize()
        }`,
      'config/base.yaml': 'database:\n  host: localhost\n  password: dough\n',
    },
    [
      'BREAD_DATABASE__HOST postgres.host',
      'BREAD_DATABASE__PASSWORD postgres.password',
      // What is not told, sqlx looks for itself.
      'PGDATABASE postgres.database',
      'PGPORT postgres.port',
      'PGUSER postgres.user',
    ],
  ],
  [
    'figment: settings compiled in, below a prefix',
    `use figment::{Figment, providers::{Toml, Env, Format}};
     const DEFAULTS: &str = include_str!("../config.default.toml");
     #[derive(serde::Deserialize)] struct Settings { queue_dsn: String }
     fn load() -> anyhow::Result<Settings> { Ok(Figment::new().merge(Toml::string(DEFAULTS)).merge(Env::prefixed("BUN_")).extract()?) }
     async fn main() { let s = load().unwrap(); lapin::Connection::connect(&s.queue_dsn, Default::default()).await; ${serve} }`,
    'axum = "0.8"\nfigment = "0.10"\nlapin = "2"',
    { 'config.default.toml': 'queue_dsn = "amqp://localhost"\n' },
    ['BUN_QUEUE_DSN rabbitmq.url'],
  ],
  [
    "a client's settings given one by one",
    `async fn main() {
       let p = rdkafka::ClientConfig::new().set("group.id", "crumbs").set("bootstrap.servers", std::env::var("MILL").unwrap()).create().unwrap();
       ${serve}
     }`,
    'axum = "0.8"\nrdkafka = "0.36"',
    {},
    ['MILL kafka.url'],
  ],
])('%s', async (_idea, main, dependencies, files, expected) => {
  expect(told(await bakery(main, dependencies, files))).toEqual(expected);
});

test('a variant that is not chosen by default leaves what it carries optional', async () => {
  const main = `
    #[derive(serde::Deserialize)] struct Settings { #[serde(default = "usual")] kind: Kind, redis: Option<String>, rabbit: Option<String> }
    fn usual() -> Kind { Kind::Redis }
    #[derive(serde::Deserialize)] enum Kind { Memory, Redis, Rabbit }
    enum Queue<'a> { Memory, Redis(&'a str), Rabbit(&'a str) }
    impl Settings {
      fn queue(&self) -> Queue<'_> {
        match self.kind { Kind::Memory => Queue::Memory, Kind::Redis => Queue::Redis(self.redis.as_deref().unwrap()), Kind::Rabbit => Queue::Rabbit(self.rabbit.as_deref().unwrap()) }
      }
    }
    async fn main() {
      let settings: Settings = envy::from_env::<Settings>().unwrap();
      match settings.queue() {
        Queue::Memory => {}
        Queue::Redis(url) => { redis::Client::open(url).unwrap(); }
        Queue::Rabbit(url) => { lapin::Connection::connect(url, Default::default()).await.unwrap(); }
      }
      ${serve}
    }`;
  const { resources } = await bakery(main, 'axum = "0.8"\nenvy = "0.4"\nredis = "0.27"\nlapin = "2"');
  expect(resources.map(({ type, need }) => `${type} ${need}`)).toEqual(['rabbitmq optional', 'redis required']);
});

test.each<
  [
    framework: string,
    main: string,
    dependencies: string,
    files: Readonly<Record<string, string>>,
    port: number | null,
    health: string | null,
  ]
>([
  [
    'Actix Web',
    'use actix_web::{get, App, HttpServer}; #[get("/health")] async fn health() -> &\'static str { "warm" }\n#[actix_web::main] async fn main() { HttpServer::new(|| App::new().service(health)).bind(("0.0.0.0", 4200)).unwrap().run().await.unwrap(); }',
    'actix-web = "4"',
    {},
    4200,
    '/health',
  ],
  ['Rocket', '#[launch] fn rocket() -> _ { rocket::build() }', 'rocket = "0.5"', { 'Rocket.toml': '[default]\nport = 4300\n' }, 4300, null],
  ['Rocket', '#[launch] fn rocket() -> _ { rocket::build() }', 'rocket = "0.5"', {}, 8000, null],
  ['warp', 'async fn main() { warp::serve(warp::any()).run(([127, 0, 0, 1], 4400)).await; }', 'warp = "0.3"', {}, 4400, null],
  ['hyper', 'async fn main() { hyper::Server::bind(&([0, 0, 0, 0], 4800).into()).serve(make()).await; }', 'hyper = "0.14"', {}, 4800, null],
  [
    'Actix Web',
    'static SETTINGS: LazyLock<Settings> = LazyLock::new(|| Settings::default()); #[derive(SmartDefault)] struct Settings { #[default(4700)] port: u16 }\nasync fn main() { actix_web::HttpServer::new(app).bind((SETTINGS.bind, SETTINGS.port)).unwrap().run().await.unwrap(); }',
    'actix-web = "4"',
    {},
    4700,
    null,
  ],
  [
    'axum',
    'use std::net::SocketAddr; async fn main() { let port: u16 = std::env::var("PORT").ok().and_then(|p| p.parse().ok()).unwrap_or(4500); let l = tokio::net::TcpListener::bind(SocketAddr::from(([0, 0, 0, 0], port))).await.unwrap(); axum::serve(l, app()).await; }',
    'axum = "0.8"',
    {},
    4500,
    null,
  ],
])('%s listens', async (framework, main, dependencies, files, port, health) => {
  const { services } = await bakery(main, dependencies, files);
  expect(services.map((each) => [each.framework, each.port, each.health])).toEqual([[framework, port, health]]);
});

test('binaries of a workspace, with what they share', async () => {
  const { services } = await scan(
    memoryTree('bakery', {
      'Cargo.toml': '[workspace]\nmembers = ["shop", "oven", "recipes"]\n[workspace.dependencies]\naxum = "0.8"\n',
      'recipes/Cargo.toml': '[package]\nname = "recipes"\n',
      'recipes/src/lib.rs':
        'pub async fn listen() { let l = tokio::net::TcpListener::bind("0.0.0.0:4600").await.unwrap(); axum::serve(l, app()).await; }\n',
      'shop/Cargo.toml': '[package]\nname = "shop"\n[dependencies]\naxum.workspace = true\nrecipes = { path = "../recipes" }\n',
      'shop/src/main.rs': 'async fn main() { recipes::listen().await; }\n',
      'oven/Cargo.toml': '[package]\nname = "oven"\n[dependencies]\n',
      'oven/src/main.rs': 'fn main() { loop { bake(); std::thread::sleep(d); } }\nfn bake() {}\n',
      'rust-toolchain.toml': '[toolchain]\nchannel = "1.85"\n',
    }),
  );
  expect(services.map(({ path, kind, port, start, runtime }) => [path, kind, port, start, runtime.version])).toEqual([
    ['oven', 'worker', null, '../target/release/oven', '1.85'],
    ['shop', 'web', 4600, '../target/release/shop', '1.85'],
  ]);
});

test('a pool is made whatever its variables say', async () => {
  const { resources } = await bakery(
    `use deadpool_postgres::Config;
     fn pool() -> Pool { let mut c = Config::new(); if let Ok(h) = std::env::var("OVEN") { c.host = Some(h); } c.create_pool(NoTls).unwrap() }
     async fn main() { pool(); ${serve} }`,
    'axum = "0.8"\ndeadpool-postgres = "0.10"',
  );
  expect(resources.map(({ type, need }) => `${type} ${need}`)).toEqual(['postgres required']);
});

test('a program with a window is no service', async () => {
  expect((await bakery(`fn main() { tauri::Builder::default().run(c); ${serve} }`, 'axum = "0.8"\ntauri = "2"')).services).toEqual([]);
});
