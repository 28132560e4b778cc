import { expect, test } from 'vitest';
import { scan } from '../../scan.ts';
import { memoryTree } from '../../tree/memory.ts';

const services = async (files: Readonly<Record<string, string>>): Promise<string[]> =>
  (await scan(memoryTree('harbour', files))).services.map(({ name, path, kind, port, health }) =>
    [name, path, kind, port, health].filter((each) => each !== null).join(' '),
  );

const module = 'module coast/harbour\n\ngo 1.24\n';

test('programs below cmd are services of the module; tools and migrations are none', async () => {
  expect(
    await services({
      'go.mod': module,
      'cmd/api/main.go':
        'package main\nimport ("github.com/gin-gonic/gin"; "coast/harbour/internal/port")\nfunc main() { r := gin.Default(); r.GET("/healthz", nil); r.Run(port.Address) }\n',
      'internal/port/port.go': 'package port\nconst number = "9100"\nconst Address = ":" + number\n',
      'cmd/worker/main.go':
        'package main\nimport "github.com/hibiken/asynq"\nfunc main() { srv := asynq.NewServer(asynq.RedisClientOpt{Addr: "localhost:6379"}, asynq.Config{}); srv.Run(nil) }\n',
      'cmd/migrate/main.go': 'package main\nfunc main() { for { } }\n',
      'tools/gen/main.go': 'package main\nimport "net/http"\nfunc main() { http.ListenAndServe(":1", nil) }\n',
    }),
  ).toEqual(['api . web 9100 /healthz', 'worker . worker']);
});

test('the port is looked for through options, structs and files', async () => {
  const option = `package main
import "github.com/gofiber/fiber/v2"
type Server struct { app *fiber.App; address string }
type Option func(*Server)
func Port(port string) Option { return func(s *Server) { s.address = ":" + port } }
func New(opts ...Option) *Server { return &Server{app: fiber.New(), address: ":80"} }
func (s *Server) Start() { s.app.Listen(s.address) }
func main() { New(Port("4100")).Start() }
`;
  expect(await services({ 'go.mod': module, 'main.go': option })).toEqual(['harbour . web 4100']);
  const file = `package main
import ("fmt"; "net/http"; "gopkg.in/ini.v1")
type Server struct { HttpPort int }
var server = &Server{}
func mapTo(section string, v any) { cfg, _ := ini.Load("conf/app.ini"); cfg.Section(section).MapTo(v) }
func main() { mapTo("server", server); s := &http.Server{Addr: fmt.Sprintf(":%d", server.HttpPort)}; s.ListenAndServe() }
`;
  expect(await services({ 'go.mod': module, 'main.go': file, 'conf/app.ini': '[server]\nHttpPort = 4200\n' })).toEqual([
    'harbour . web 4200',
  ]);
});

test('subcommands, functions, and modules of a workspace', async () => {
  const blueprint = await scan(
    memoryTree('harbour', {
      'go.work': 'go 1.24\n\nuse (\n\t./crane\n\t./lib\n)\n',
      'lib/go.mod': 'module coast/lib\n',
      'lib/listen.go': 'package lib\nimport "net/http"\nfunc Listen() { http.ListenAndServe(":4300", nil) }\n',
      'crane/go.mod': 'module coast/crane\n\nrequire coast/lib v0.0.0\n\nreplace coast/lib => ../lib\n',
      'crane/main.go': `package main
import ("coast/lib"; "github.com/spf13/cobra")
var root = &cobra.Command{Use: "crane"}
func main() {
  root.AddCommand(&cobra.Command{Use: "serve", Run: func(c *cobra.Command, a []string) { lib.Listen() }})
  root.AddCommand(&cobra.Command{Use: "migrate", Run: func(c *cobra.Command, a []string) {}})
  root.Execute()
}
`,
      'buoy/go.mod': 'module coast/buoy\n',
      'buoy/main.go': 'package main\nimport "github.com/aws/aws-lambda-go/lambda"\nfunc main() { lambda.Start(nil) }\n',
    }),
  );
  expect(blueprint.services.map(({ path, kind, start, release, port }) => [path, kind, start, release, port])).toEqual([
    ['buoy', 'function', './bin/buoy', [], null],
    ['crane', 'web', './bin/crane serve', ['./bin/crane migrate'], 4300],
  ]);
});
