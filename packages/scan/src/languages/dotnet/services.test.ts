import type { Service } from '@groundwork/blueprint';
import { describe, expect, test } from 'vitest';
import { bound } from '../../tree/blueprint.fixture.ts';
import { project, read, web } from './bakery.fixture.ts';

const one = async (files: Readonly<Record<string, string>>): Promise<Service> => {
  const { services } = await read(files);
  expect(services.map((each) => each.path)).toHaveLength(1);
  return services[0] ?? expect.unreachable();
};

describe('projects', () => {
  test.each([
    ['a web project', project('Microsoft.NET.Sdk.Web'), 'var app = WebApplication.CreateBuilder(args).Build(); app.Run();', 'web'],
    ['a worker', project('Microsoft.NET.Sdk.Worker'), 'Host.CreateApplicationBuilder(args).Build().Run();', 'worker'],
    [
      'a schedule',
      project('Microsoft.NET.Sdk.Worker', ['Quartz.Extensions.Hosting']),
      'builder.Services.AddQuartzHostedService();',
      'scheduler',
    ],
    [
      'an endless program',
      project('Microsoft.NET.Sdk', [], '<OutputType>Exe</OutputType><TargetFramework>net9.0</TargetFramework>'),
      'class Oven { static void Main() { while (true) { Bake(); } } }',
      'worker',
    ],
    [
      'a program that ends',
      project('Microsoft.NET.Sdk', ['dbup-postgresql'], '<OutputType>Exe</OutputType><TargetFramework>net9.0</TargetFramework>'),
      'class Loader { static void Main() { Load(); } }',
      'job',
    ],
    [
      'functions',
      project(
        'Microsoft.NET.Sdk',
        ['Microsoft.Azure.Functions.Worker'],
        '<AzureFunctionsVersion>v4</AzureFunctionsVersion><OutputType>Exe</OutputType>',
      ),
      '[Function("bake")] void Run() {}',
      'function',
    ],
    ['a browser application', project('Microsoft.NET.Sdk.BlazorWebAssembly'), '', 'static'],
  ])('%s', async (_, file, code, kind) => {
    const service = await one({ 'oven/Oven.csproj': file, 'oven/Program.cs': code });
    expect(service).toMatchObject({ path: 'oven', language: 'dotnet', kind });
  });

  test.each([
    ['a library', project('Microsoft.NET.Sdk')],
    ['tests', project('Microsoft.NET.Sdk', ['xunit', 'Microsoft.NET.Test.Sdk'])],
    ['a desktop application', project('Microsoft.NET.Sdk', [], '<OutputType>WinExe</OutputType><UseWPF>true</UseWPF>')],
    ['an application model', project('Microsoft.NET.Sdk', [], '<OutputType>Exe</OutputType><IsAspireHost>true</IsAspireHost>')],
  ])('%s runs nowhere', async (_, file) => {
    expect((await read({ 'oven/Oven.csproj': file, 'oven/Program.cs': 'class P { static void Main() {} }' })).services).toEqual([]);
  });

  test('what only shows the others, builds them or talks to a person is no service', async () => {
    const exe = '<OutputType>Exe</OutputType><TargetFramework>net9.0</TargetFramework>';
    const { services } = await read({
      'src/Counter/Counter.csproj': project('Microsoft.NET.Sdk.Web'),
      'src/Counter/Program.cs': 'WebApplication.CreateBuilder(args).Build().Run();',
      'examples/Tasting/Tasting.csproj': project('Microsoft.NET.Sdk.Web'),
      'examples/Tasting/Program.cs': 'WebApplication.CreateBuilder(args).Build().Run();',
      'build/_build.csproj': project('Microsoft.NET.Sdk', ['Nuke.Common', 'Npgsql'], exe),
      'src/Setup/Setup.csproj': project('Microsoft.NET.Sdk', ['Npgsql'], exe),
      'src/Setup/Program.cs': 'class P { static void Main() { while (true) { Console.ReadLine(); } } }',
    });
    expect(services.map((each) => each.path)).toEqual(['src/Counter']);
  });

  test('conditions and wildcards of shared files', async () => {
    const blueprint = await read({
      'Directory.Build.props': `<Project><PropertyGroup><IsTestProject Condition="$(MSBuildProjectName.EndsWith('.Test'))">true</IsTestProject></PropertyGroup></Project>`,
      'Directory.Build.targets': `<Project><ItemGroup Condition="$(MSBuildProjectName.EndsWith('Web'))"><ProjectReference Include="..\\modules\\**\\*.csproj" /></ItemGroup></Project>`,
      'Web/Bakery.Web.csproj': project('Microsoft.NET.Sdk.Web'),
      'modules/a/Shelf/Shelf.csproj': project('Microsoft.NET.Sdk', ['Npgsql']),
      'modules/a/Shelf/Shelf.cs':
        'using Npgsql;\nclass Shelf { object Open() => new NpgsqlConnection(Environment.GetEnvironmentVariable("GW_A")); }',
    });
    expect(blueprint.services.map((each) => each.path)).toEqual(['Web']);
    expect(bound(blueprint)).toEqual(['GW_A -> postgres.url']);
  });

  test('what files above a project say counts for it', async () => {
    const service = await one({
      'Directory.Build.props': '<Project><PropertyGroup><TargetFramework>net7.0</TargetFramework></PropertyGroup></Project>',
      'Directory.Packages.props': '<Project><ItemGroup><PackageVersion Include="Npgsql" Version="7.0.4" /></ItemGroup></Project>',
      'counter/Counter.csproj':
        '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><AssemblyName>Bakery.Counter</AssemblyName></PropertyGroup></Project>',
      'counter/packages.lock.json': '{"version":1,"dependencies":{}}',
      'counter/Program.cs': 'WebApplication.CreateBuilder(args).Build().Run();',
    });
    expect(service).toMatchObject({
      runtime: { version: '7.0', packageManager: 'nuget' },
      install: ['dotnet restore --locked-mode'],
      build: ['dotnet publish -c Release -o out'],
      start: 'cd out && ASPNETCORE_URLS=http://0.0.0.0:$PORT dotnet Bakery.Counter.dll',
      port: 80,
    });
  });

  test('projects it refers to are part of it, with their packages', async () => {
    const blueprint = await read({
      'counter/Counter.csproj': project(
        'Microsoft.NET.Sdk.Web',
        [],
        '<TargetFramework>net8.0</TargetFramework>',
        '<ItemGroup><ProjectReference Include="..\\store\\Store.csproj" /></ItemGroup>',
      ),
      'counter/Program.cs': 'var builder = WebApplication.CreateBuilder(args); builder.Services.AddStore(builder.Configuration);',
      'store/Store.csproj': project('Microsoft.NET.Sdk', ['Npgsql.EntityFrameworkCore.PostgreSQL']),
      'store/Registration.cs': `using Microsoft.EntityFrameworkCore;
namespace Bakery.Store;
public static class Registration {
  public static void AddStore(this IServiceCollection services, IConfiguration configuration) {
    services.AddDbContext<Shelf>(options => options.UseNpgsql(configuration.GetConnectionString("Shelf")));
  }
}`,
    });
    expect(bound(blueprint)).toEqual(['ConnectionStrings__Shelf -> postgres.url']);
  });
});

describe('where it listens', () => {
  const at = async (code: string, settings = '{}'): Promise<number | null> =>
    (
      await one({
        'Oven.csproj': web(),
        'Program.cs': `var app = WebApplication.CreateBuilder(args).Build();\n${code}`,
        'appsettings.json': settings,
      })
    ).port;

  test.each([
    ['the default of the images', 'app.Run();', '{}', 8080],
    ['told to run', 'app.Run("http://0.0.0.0:5005");', '{}', 5005],
    ['urls of the host', 'builder.WebHost.UseUrls("https://*:7001;http://*:7000");', '{}', 7000],
    [
      'a variable with a default',
      'var port = Environment.GetEnvironmentVariable("PORT") ?? "3000"; app.Run($"http://*:{port}");',
      '{}',
      3000,
    ],
    ['Kestrel', 'builder.WebHost.ConfigureKestrel(k => k.ListenAnyIP(6060));', '{}', 6060],
    ['its settings', 'app.Run();', '{ "Kestrel": { "Endpoints": { "Http": { "Url": "http://*:9090" } } } }', 9090],
  ])('%s', async (_, code, settings, port) => expect(await at(code, settings)).toBe(port));

  test.each([
    ['app.MapHealthChecks("/healthz");', '/healthz'],
    ['app.MapGet("/health", () => "warm");', '/health'],
    ['app.MapRazorPages();', '/'],
    ['if (app.Environment.IsDevelopment()) { app.MapHealthChecks("/hidden"); }', null],
  ])('health of %s', async (code, health) => {
    const service = await one({ 'Oven.csproj': web(), 'Program.cs': `var app = WebApplication.CreateBuilder(args).Build();\n${code}` });
    expect(service.health).toBe(health);
  });
});

test('migrations are a release step unless the program applies them', async () => {
  const files = (start: string): Record<string, string> => ({
    'Oven.csproj': web(['Microsoft.EntityFrameworkCore.Design', 'Microsoft.EntityFrameworkCore.Sqlite']),
    'Migrations/20250101120000_First.cs': 'class First : Migration {}',
    '.config/dotnet-tools.json': '{ "tools": { "dotnet-ef": { "version": "8.0.1" } } }',
    'Program.cs': `var app = WebApplication.CreateBuilder(args).Build();\n${start}`,
  });
  expect((await one(files('app.Run();'))).release).toEqual(['dotnet tool restore && dotnet ef database update']);
  expect((await one(files('db.Database.Migrate();'))).release).toEqual([]);
});

test('broken files give what can be read', async () => {
  const blueprint = await read({
    'Oven.csproj': web(),
    'broken/Broken.csproj': '<Project',
    'appsettings.json': '{ "a": ',
    'Program.cs': 'class { if (( Environment.GetEnvironmentVariable("OVEN"); }',
  });
  expect(blueprint.services.map((each) => each.kind)).toEqual(['web']);
});
