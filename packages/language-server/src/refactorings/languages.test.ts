import { requirement } from '@groundwork/testing';
import { execFileSync, spawnSync } from 'node:child_process';
import { beforeEach, describe, expect, it } from 'vitest';
import { at, folder, make, offered, text, useFolder, write } from './folder.fixture.ts';

const has = (program: string, ...version: string[]): boolean => spawnSync(program, version).status === 0;
const hasGo = requirement('go', has('go', 'version'), 'https://go.dev/dl');
const hasJava = requirement('javac', has('javac', '-version'), 'apt-get install default-jdk-headless');
const hasRust = requirement('rustc', has('rustc', '--version'), 'apt-get install rustc');

useFolder();

const run = (program: string, words: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = folder) =>
  spawnSync(program, words, { cwd, encoding: 'utf8', env: { ...process.env, ...env } });

const tug = [
  'package main',
  '',
  'import (',
  '\t"log"',
  '\t"net/http"',
  '\t"os"',
  ')',
  '',
  'func main() {',
  '\tmux := http.NewServeMux()',
  '\tcrew := os.Getenv("CREW_KEY")',
  '\tif crew == "" {',
  '\t\tlog.Fatal("CREW_KEY is not set")',
  '\t}',
  '\ttides := os.Getenv("TIDES")',
  '\tif tides == "" {',
  '\t\ttides = "12"',
  '\t}',
  '\tlog.Println(crew, tides)',
  '\tlog.Fatal(http.ListenAndServe(":"+os.Getenv("PORT"), mux))',
  '}',
  '',
].join('\n');

describe.runIf(hasGo)('boilerplate in Go', () => {
  beforeEach(() => write({ 'go.mod': 'module quay\n\ngo 1.21\n', 'main.go': tug }));

  it('is a health route, which compiles', { timeout: 120_000 }, async () => {
    await make('main.go', 'NewServeMux', 'health route');
    expect(text('main.go')).toContain(
      '\tmux := http.NewServeMux()\n\tmux.HandleFunc("/health", func(w http.ResponseWriter, _ *http.Request) {\n',
    );
    expect(run('go', ['vet', '.']).stderr).toBe('');
    expect(run('gofmt', ['-l', '.']).stdout).toBe('');
  });

  it('is a struct of the variables, which runs', { timeout: 120_000 }, async () => {
    await make('main.go', 'CREW_KEY', 'settings.go');
    const ask =
      'package main\n\nimport "fmt"\n\nfunc main() {\n\tsettings, err := LoadSettings()\n\tfmt.Println(settings.CrewKey, settings.Tides, err)\n}\n';
    write({ 'ask/main.go': ask, 'ask/settings.go': text('settings.go') });
    expect(run('gofmt', ['-l', '.']).stdout).toBe('');
    expect(run('go', ['build', '-o', at('asked'), './ask']).stderr).toBe('');
    expect(run(at('asked'), [], { CREW_KEY: 'ada', TIDES: '6' }).stdout).toBe('ada 6 <nil>\n');
    expect(run(at('asked'), []).stdout).toContain('CREW_KEY is not set');
  });

  it('is a client of what the service has a library for', async () => {
    write({
      'go.mod': 'module quay\n\ngo 1.21\n\nrequire github.com/lib/pq v1.10.9\n',
      'store.go': 'package main\n\nimport "database/sql"\n\nvar db, _ = sql.Open("postgres", "postgres://localhost/quay")\n',
      'berths.go': 'package main\n\nconst berths = 4\n',
    });
    await make('berths.go', 'berths', '(github.com/lib/pq)');
    expect(text('berths.go')).toMatch(
      /^package main\n\nimport \(\n\t"database\/sql"\n\t"os"\n\t_ "github.com\/lib\/pq"\n\)\n\nfunc \w+\(\) \(\*sql\.DB, error\) \{\n\treturn sql\.Open\("postgres", os\.Getenv\("\w+"\)\)\n\}\n\nconst berths = 4\n$/,
    );
  });
});

describe.runIf(hasJava)('boilerplate in Java', () => {
  const main = [
    'package harbour;',
    '',
    'import org.springframework.boot.SpringApplication;',
    'import org.springframework.boot.autoconfigure.SpringBootApplication;',
    '',
    '@SpringBootApplication',
    'public class Harbour {',
    '    static final String KEY = System.getenv("CREW_KEY");',
    '    static final String TIDES = System.getenv().getOrDefault("TIDES", "12");',
    '    public static void main(String[] words) { SpringApplication.run(Harbour.class, words); }',
    '}',
    '',
  ].join('\n');
  const pom =
    '<project><modelVersion>4.0.0</modelVersion><parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>3.5.0</version></parent><groupId>harbour</groupId><artifactId>harbour</artifactId><version>1</version><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency></dependencies></project>\n';
  const path = 'src/main/java/harbour/Harbour.java';
  beforeEach(() => write({ 'pom.xml': pom, [path]: main }));

  it('is a record of the variables, which runs', async () => {
    await make(path, 'CREW_KEY', 'Settings.java');
    write({
      'Ask.java': 'class Ask { public static void main(String[] words) { System.out.println(harbour.Settings.load().tides() + 1); } }\n',
    });
    execFileSync('javac', ['-d', at('built'), at('src/main/java/harbour/Settings.java'), at('Ask.java')]);
    expect(run('java', ['-cp', at('built'), 'Ask'], { CREW_KEY: 'ada' }).stdout).toBe('13\n');
  });

  it('is a controller that Spring finds, once', async () => {
    await make(path, 'SpringBootApplication', 'health route');
    expect(text('src/main/java/harbour/HealthController.java')).toMatch(
      /^package harbour;\n\nimport java\.util\.Map;\n[\s\S]*@GetMapping\("\/health"\)/,
    );
    expect((await offered(path, 'SpringBootApplication')).map(({ title }) => title).join()).not.toContain('health');
  });

  it('is a Dockerfile', async () => {
    await make(path, 'SpringBootApplication', 'Dockerfile');
    expect(text('Dockerfile')).toMatch(/^FROM .*(maven|temurin|jdk)/m);
  });
});

describe.runIf(hasRust)('boilerplate in Rust', () => {
  const main = [
    'use axum::{routing::get, Router};',
    '',
    '#[tokio::main]',
    'async fn main() {',
    '    let key = std::env::var("CREW_KEY").unwrap();',
    '    let tides = std::env::var("TIDES").unwrap_or_else(|_| "12".to_string());',
    '    let app = Router::new().route("/", get(|| async move { format!("{key} {tides}") }));',
    '    let listener = tokio::net::TcpListener::bind("0.0.0.0:3000").await.unwrap();',
    '    axum::serve(listener, app).await.unwrap();',
    '}',
    '',
  ].join('\n');
  beforeEach(() =>
    write({
      'Cargo.toml':
        '[package]\nname = "quay"\nversion = "0.1.0"\nedition = "2021"\n\n[dependencies]\naxum = "0.8"\ntokio = { version = "1", features = ["full"] }\n',
      'src/main.rs': main,
    }),
  );

  it('is a health route, and a module of the variables that compiles', async () => {
    await make('src/main.rs', 'Router::new', 'health route');
    expect(text('src/main.rs')).toContain('Router::new().route("/health", axum::routing::get(|| async { "ok" })).route("/", get(');
    await make('src/main.rs', 'CREW_KEY', 'settings.rs');
    expect(text('src/main.rs')).toContain('use axum::{routing::get, Router};\nmod settings;\n');
    write({
      'ask.rs':
        '#[path = "src/settings.rs"]\nmod settings;\nfn main() { println!("{:?}", settings::Settings::load().map(|each| each.tides + 1)); }\n',
    });
    execFileSync('rustc', ['-o', at('ask'), at('ask.rs')], { cwd: folder, stdio: 'pipe' });
    expect(run(at('ask'), [], { CREW_KEY: 'ada' }).stdout).toBe('Ok(13)\n');
    expect(run(at('ask'), []).stdout).toBe('Err("CREW_KEY is not set")\n');
  });
});
