/** A way Go programs serve: the call that listens, and the argument that says where. */
export interface ServerLibrary {
  readonly framework: string | null;
  /** The import that says the framework is used. */
  readonly module: string;
  /** Canonical names of the calls that listen. */
  readonly calls: readonly string[];
  /** Argument with the address, by position or key; `null` where a listener is handed over. */
  readonly address: readonly string[];
  /** Where it listens when nothing is told. */
  readonly port: number | null;
}

const gin = 'github.com/gin-gonic/gin';
const echo = 'github.com/labstack/echo';
const fiber = 'github.com/gofiber/fiber';
const fasthttp = 'github.com/valyala/fasthttp';
const hertz = 'github.com/cloudwego/hertz/pkg/app/server';
const iris = 'github.com/kataras/iris';
const beego = ['github.com/beego/beego/server/web', 'github.com/astaxie/beego', 'github.com/beego/beego'];

/** The frameworks first: a file that uses one often imports net/http as well. */
export const serverLibraries: readonly ServerLibrary[] = [
  {
    framework: 'Gin',
    module: gin,
    calls: ['Default()', 'New()', 'Engine()'].flatMap((made) => ['Run', 'RunTLS'].map((name) => `${gin}.${made}.${name}`)),
    address: ['0'],
    port: 8080,
  },
  {
    framework: 'Echo',
    module: echo,
    calls: ['New()', 'Echo()'].flatMap((made) =>
      ['Start', 'StartTLS', 'StartAutoTLS', 'StartServer', 'StartH2CServer'].map((name) => `${echo}.${made}.${name}`),
    ),
    address: ['0', 'Addr'],
    port: null,
  },
  {
    framework: 'Fiber',
    module: fiber,
    calls: ['New()', 'App()'].flatMap((made) => ['Listen', 'ListenTLS', 'Listener'].map((name) => `${fiber}.${made}.${name}`)),
    address: ['0'],
    port: null,
  },
  {
    framework: 'fasthttp',
    module: fasthttp,
    calls: [`${fasthttp}.ListenAndServe`, `${fasthttp}.ListenAndServeTLS`, `${fasthttp}.Server().ListenAndServe`, `${fasthttp}.Serve`],
    address: ['0'],
    port: null,
  },
  {
    framework: 'Hertz',
    module: hertz,
    calls: [`${hertz}.Default().Spin`, `${hertz}.New().Spin`, `${hertz}.Hertz().Spin`, `${hertz}.Default().Run`, `${hertz}.WithHostPorts`],
    address: ['0'],
    port: 8888,
  },
  {
    framework: 'Iris',
    module: iris,
    calls: ['New()', 'Default()', 'Application()']
      .flatMap((made) => ['Listen', 'Run'].map((name) => `${iris}.${made}.${name}`))
      .concat(`${iris}.Addr`),
    address: ['0'],
    port: 8080,
  },
  ...beego.map((module): ServerLibrary => ({ framework: 'Beego', module, calls: [`${module}.Run`], address: ['0'], port: 8080 })),
  {
    framework: 'go-zero',
    module: 'github.com/zeromicro/go-zero/rest',
    calls: ['github.com/zeromicro/go-zero/rest.MustNewServer', 'github.com/zeromicro/go-zero/rest.NewServer'],
    address: ['Port'],
    port: 8888,
  },
  {
    framework: 'Kratos',
    module: 'github.com/go-kratos/kratos/transport/http',
    calls: ['github.com/go-kratos/kratos/transport/http.Address'],
    address: ['0'],
    port: 8000,
  },
  {
    framework: 'GoFr',
    module: 'gofr.dev/pkg/gofr',
    calls: ['gofr.dev/pkg/gofr.New().Run', 'gofr.dev/pkg/gofr.App().Run'],
    address: [],
    port: 8000,
  },
  {
    framework: 'Buffalo',
    module: 'github.com/gobuffalo/buffalo',
    calls: ['github.com/gobuffalo/buffalo.New().Serve', 'github.com/gobuffalo/buffalo.App().Serve'],
    address: [],
    port: 3000,
  },
  {
    framework: 'Martini',
    module: 'github.com/go-martini/martini',
    calls: ['github.com/go-martini/martini.Classic().Run', 'github.com/go-martini/martini.Classic().RunOnAddr'],
    address: ['0'],
    port: 3000,
  },
  {
    framework: 'PocketBase',
    module: 'github.com/pocketbase/pocketbase',
    calls: ['github.com/pocketbase/pocketbase.New().Start', 'github.com/pocketbase/pocketbase.PocketBase().Start'],
    address: [],
    port: 8090,
  },
  {
    framework: 'GoFrame',
    module: 'github.com/gogf/gf/frame/g',
    calls: ['github.com/gogf/gf/frame/g.Server().Run'],
    address: [],
    port: 8000,
  },
  {
    framework: null,
    module: 'net/http',
    calls: [
      'net/http.ListenAndServe',
      'net/http.ListenAndServeTLS',
      'net/http.Server().ListenAndServe',
      'net/http.Server().ListenAndServeTLS',
      'net/http.Serve',
      'net/http.Server().Serve',
    ],
    address: ['0', 'Addr'],
    port: null,
  },
  {
    framework: 'gRPC',
    module: 'google.golang.org/grpc',
    calls: ['google.golang.org/grpc.NewServer().Serve', 'google.golang.org/grpc.Server().Serve'],
    address: [],
    port: null,
  },
];

/** Routers that leave listening to net/http, by import. */
export const routers: readonly (readonly [string, string])[] = [
  [gin, 'Gin'],
  [echo, 'Echo'],
  [fiber, 'Fiber'],
  ['github.com/go-chi/chi', 'chi'],
  ['github.com/gorilla/mux', 'gorilla/mux'],
  ['github.com/julienschmidt/httprouter', 'httprouter'],
  ['github.com/danielgtaylor/huma', 'Huma'],
  ['connectrpc.com/connect', 'Connect'],
  ['github.com/bufbuild/connect-go', 'Connect'],
  ['github.com/twitchtv/twirp', 'Twirp'],
  ['github.com/grpc-ecosystem/grpc-gateway', 'gRPC-Gateway'],
  ['github.com/99designs/gqlgen', 'gqlgen'],
  ['goa.design/goa', 'Goa'],
  ['github.com/emicklei/go-restful', 'go-restful'],
  ['github.com/urfave/negroni', 'Negroni'],
  ['github.com/uptrace/bunrouter', 'bunrouter'],
  ['github.com/savsgio/atreugo', 'atreugo'],
];
