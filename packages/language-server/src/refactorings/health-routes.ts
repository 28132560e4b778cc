import type { Service } from '@groundwork/blueprint';

/** A route that says a service is up, as one framework writes it. */
export interface HealthRoute {
  readonly language: Service['language'];
  /** The line on which the application is made, or its routes begin. A group, where there is one, is what it is called. */
  readonly made: RegExp;
  /** Where the code goes: after that statement, or within the line, behind what `made` matched. */
  readonly where: 'after' | 'behind';
  /** `APP` is what the application is called. */
  readonly code: readonly string[];
  readonly imports?: readonly string[];
  /** What the file has to hold for this row; the first row that fits is taken. */
  readonly needs?: RegExp;
}

const after = (language: Service['language'], made: RegExp, code: readonly string[], more: Partial<HealthRoute> = {}): HealthRoute => ({
  language,
  made,
  where: 'after',
  code,
  ...more,
});
const behind = (language: Service['language'], made: RegExp, code: string, more: Partial<HealthRoute> = {}): HealthRoute => ({
  language,
  made,
  where: 'behind',
  code: [code],
  ...more,
});

const script = (call: string): RegExp =>
  new RegExp(String.raw`^\s*(?:export )?(?:const|let|var)\s+(\w+)(?:\s*:[^=]+)?\s*=\s*(?:await )?${call}`);
const goCall = (call: string): RegExp => new RegExp(String.raw`^\s*(?:var )?(\w+)\s*:?=\s*${call}`);
const netHttp = ['APP("/health", func(w http.ResponseWriter, _ *http.Request) {', '\tw.WriteHeader(http.StatusOK)', '})'];
const named = (call: string): readonly string[] => netHttp.map((line) => line.replace('APP(', `APP.${call}(`));

/** Each as its framework's own documentation writes a route. */
export const healthRoutes: readonly HealthRoute[] = [
  after('python', /^(\w+)(?:\s*:\s*\w+)?\s*=\s*(?:fastapi\.)?FastAPI\(/, [
    '',
    '',
    '@APP.get("/health")',
    'def health() -> dict[str, str]:',
    '    return {"status": "ok"}',
  ]),
  after('python', /^(\w+)\s*=\s*(?:flask\.)?Flask\(/, ['', '', '@APP.get("/health")', 'def health():', '    return {"status": "ok"}']),
  behind('python', /^(urlpatterns)\s*(?::[^=]+)?=\s*\[/, '\n    path("health", lambda request: HttpResponse("ok")),', {
    imports: ['from django.http import HttpResponse', 'from django.urls import path'],
  }),
  after('node', script(String.raw`express\(`), [
    '',
    "APP.get('/health', (_request, response) => {",
    "  response.json({ status: 'ok' });",
    '});',
  ]),
  after('node', script(String.raw`[fF]astify\(`), ['', "APP.get('/health', async () => ({ status: 'ok' }));"]),
  after('node', script(String.raw`new Hono(?:<[^>]*>)?\(`), ['', "APP.get('/health', (context) => context.json({ status: 'ok' }));"]),
  after('node', script(String.raw`new Koa(?:<[^>]*>)?\(`), [
    '',
    'APP.use(async (context, next) => {',
    "  if (context.path !== '/health') return await next();",
    "  context.body = { status: 'ok' };",
    '});',
  ]),
  // Of either platform Nest runs on.
  after('node', script(String.raw`NestFactory\.create(?:<[^>]*>)?\(`), [
    "APP.getHttpAdapter().get('/health', (_request: unknown, response: unknown) => APP.getHttpAdapter().reply(response, { status: 'ok' }, 200));",
  ]),
  after('go', goCall(String.raw`gin\.(?:Default|New)\(`), [
    'APP.GET("/health", func(c *gin.Context) {',
    '\tc.JSON(200, gin.H{"status": "ok"})',
    '})',
  ]),
  after(
    'go',
    goCall(String.raw`echo\.New\(`),
    ['APP.GET("/health", func(c *echo.Context) error {', '\treturn c.JSON(200, map[string]string{"status": "ok"})', '})'],
    { needs: /labstack\/echo\/v5"/ },
  ),
  after('go', goCall(String.raw`echo\.New\(`), [
    'APP.GET("/health", func(c echo.Context) error {',
    '\treturn c.JSON(200, map[string]string{"status": "ok"})',
    '})',
  ]),
  after('go', goCall(String.raw`fiber\.New\(`), ['APP.Get("/health", func(c fiber.Ctx) error {', '\treturn c.SendString("ok")', '})'], {
    needs: /gofiber\/fiber\/v3"/,
  }),
  after('go', goCall(String.raw`fiber\.New\(`), ['APP.Get("/health", func(c *fiber.Ctx) error {', '\treturn c.SendString("ok")', '})']),
  after('go', goCall(String.raw`chi\.New(?:Router|Mux)\(`), named('Get'), {
    imports: ['"net/http"'],
  }),
  after('go', goCall(String.raw`mux\.NewRouter\(`), named('HandleFunc'), {
    imports: ['"net/http"'],
  }),
  after('go', goCall(String.raw`http\.NewServeMux\(`), named('HandleFunc')),
  after(
    'go',
    /^func main\(\) \{/,
    netHttp.map((line) => line.replace('APP(', 'http.HandleFunc(')),
    {
      needs: /\bhttp\.HandleFunc\(/,
    },
  ),
  behind('rust', /\bRouter(?:::<[^>]*>)?::new\(\)/, '.route("/health", axum::routing::get(|| async { "ok" }))'),
  behind('rust', /\bApp::new\(\)/, '.route("/health", actix_web::web::get().to(|| async { "ok" }))'),
  behind(
    'ruby',
    /^Rails\.application\.routes\.draw do$/,
    '\n  get "/health", to: proc { [200, { "content-type" => "text/plain" }, ["ok"]] }',
  ),
  behind('ruby', /^\s*class \w+ < Sinatra::(?:Base|Application)$/, '\n  get "/health" do\n    "ok"\n  end\n'),
  after('ruby', /^require ['"]sinatra['"]$/, ['', 'get "/health" do', '  "ok"', 'end']),
  after('php', /^use Illuminate\\Support\\Facades\\Route;$/, ['', "Route::get('/health', fn () => response('ok'));"]),
  after('dotnet', /^\s*(?:var|WebApplication)\s+(\w+)\s*=\s*\w+\.Build\(\);/, [
    '',
    'APP.MapGet("/health", () => Results.Ok(new { status = "ok" }));',
  ]),
];
