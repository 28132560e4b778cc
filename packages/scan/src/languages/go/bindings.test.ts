import { expect, test } from 'vitest';
import { scan } from '../../scan.ts';
import { memoryTree } from '../../tree/memory.ts';

/** What a harbour's program is told through variables: `VARIABLE resource.property`, or `VARIABLE` alone. */
async function told(main: string, files: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const blueprint = await scan(
    memoryTree('harbour', { 'go.mod': 'module coast/harbour\n\ngo 1.24\n', 'main.go': `package main\n${main}\n`, ...files }),
  );
  return blueprint.services.flatMap((service) =>
    service.env.map(({ name, binding }) => {
      if (!binding || !('resource' in binding)) return name;
      return `${name} ${blueprint.resources.find((each) => each.name === binding.resource)?.type ?? ''}.${binding.property}`;
    }),
  );
}

const serve = 'func serve() { http.ListenAndServe(":7000", nil) }';

test.each<[idea: string, main: string, files: Readonly<Record<string, string>>, expected: readonly string[]]>([
  [
    'a wrapper with a default, and a connection text of parts',
    `import ("database/sql"; "fmt"; "net/http"; "os"; _ "github.com/lib/pq")
     func env(key, fallback string) string { if v, ok := os.LookupEnv(key); ok { return v }; return fallback }
     func main() { sql.Open("postgres", fmt.Sprintf("host=%s port=%s user=%s", env("A", "pier"), env("B", "5432"), os.Getenv("C"))); serve() }
     ${serve}`,
    {},
    ['A postgres.host', 'B postgres.port', 'C postgres.user'],
  ],
  [
    'struct tags with a prefix, in another package, through a parameter',
    `import ("net/http"; "coast/harbour/config"; "coast/harbour/cache")
     func main() { cfg := config.Load(); cache.Open(cfg.Cache.Addr); serve() }
     ${serve}`,
    {
      'config/config.go':
        'package config\nimport "github.com/caarlos0/env/v11"\ntype Config struct {\n Cache Redis `envPrefix:"TIDE_"`\n}\ntype Redis struct {\n Addr string `env:"ADDR,required"`\n}\nfunc Load() *Config { cfg := &Config{}; env.Parse(cfg); return cfg }\n',
      'cache/cache.go':
        'package cache\nimport "github.com/redis/go-redis/v9"\nfunc Open(addr string) *redis.Client { return redis.NewClient(&redis.Options{Addr: addr}) }\n',
    },
    ['TIDE_ADDR redis.host'],
  ],
  [
    'envconfig: names from fields and the structs around them',
    `import ("net/http"; "github.com/kelseyhightower/envconfig"; "github.com/rabbitmq/amqp091-go")
     type Config struct { Broker struct { URL string \`required:"true"\` } }
     func main() { var c Config; envconfig.Process("harbour", &c); amqp091.Dial(c.Broker.URL); serve() }
     ${serve}`,
    {},
    ['HARBOUR_BROKER_URL rabbitmq.url'],
  ],
  [
    'viper: a prefix, a replacer and a file',
    `import ("net/http"; "strings"; "github.com/spf13/viper"; "github.com/nats-io/nats.go")
     func main() {
       viper.SetEnvPrefix("harbour"); viper.SetEnvKeyReplacer(strings.NewReplacer(".", "_")); viper.AutomaticEnv()
       viper.SetConfigFile("config.yaml"); viper.ReadInConfig()
       nats.Connect(viper.GetString("signal.url")); serve()
     }
     ${serve}`,
    { 'config.yaml': 'signal:\n  url: nats://localhost:4222\n' },
    ['HARBOUR_SIGNAL_URL nats.url'],
  ],
  [
    'koanf: the way back from key to variable',
    `import ("net/http"; "strings"; "github.com/knadh/koanf/v2"; "github.com/knadh/koanf/providers/env"; "go.mongodb.org/mongo-driver/mongo/options")
     var ko = koanf.New(".")
     func main() {
       ko.Load(env.Provider("SHIP_", ".", func(s string) string { return strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(s, "SHIP_")), "__", ".") }), nil)
       options.Client().ApplyURI(ko.String("log.uri")); serve()
     }
     ${serve}`,
    {},
    ['SHIP_LOG__URI mongodb.url'],
  ],
  [
    'written through a pointer',
    `import ("net/http"; "os"; "github.com/jackc/pgx/v5")
     type Config struct { Database struct { URL string } }
     func text(target *string, name string) { if v := os.Getenv(name); v != "" { *target = v } }
     func load() *Config { c := &Config{}; text(&c.Database.URL, "CARGO"); return c }
     func main() { c := load(); pgx.Connect(nil, c.Database.URL); serve() }
     ${serve}`,
    {},
    ['CARGO postgres.url'],
  ],
])('%s', async (_idea, main, files, expected) => {
  expect(await told(main, files)).toEqual(expected);
});

test('what the program stops without is required; what stands behind a driver that is not the default is optional', async () => {
  const blueprint = await scan(
    memoryTree('harbour', {
      'go.mod': 'module coast/harbour\n',
      'main.go': `package main
import ("log"; "net/http"; "os"; "gorm.io/gorm"; "gorm.io/driver/mysql"; "gorm.io/driver/sqlite")
func main() {
  token := os.Getenv("PILOT_TOKEN")
  if token == "" { log.Fatal("no pilot") }
  driver := os.Getenv("DRIVER")
  if driver == "" { driver = "sqlite" }
  switch driver {
  case "sqlite": gorm.Open(sqlite.Open("harbour.db"))
  case "mysql": gorm.Open(mysql.Open(os.Getenv("DSN")))
  }
  http.ListenAndServe(":7000", nil)
}
`,
    }),
  );
  expect(blueprint.resources.map(({ type, need }) => `${type} ${need}`)).toEqual(['mysql optional', 'sqlite required']);
  expect(blueprint.services[0]?.env.find((each) => each.name === 'PILOT_TOKEN')?.required).toBe(true);
});
