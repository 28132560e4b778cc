import type { Service, Variable } from '@groundwork/blueprint';
import { describe, expect, test } from 'vitest';
import { bound } from '../../tree/blueprint.fixture.ts';
import { project, read, web } from './bakery.fixture.ts';

const one = async (files: Readonly<Record<string, string>>): Promise<Service> => {
  const { services } = await read(files);
  expect(services.map((each) => each.path)).toHaveLength(1);
  return services[0] ?? expect.unreachable();
};

const variable = (service: Service | undefined, name: string): Variable | undefined => service?.env.find((each) => each.name === name);

describe('configuration', () => {
  const settings = `{
  // baked daily
  "ConnectionStrings": { "Ledger": "Server=localhost;Database=ledger;User Id=sa;Password=x;" },
  "Oven": { "Broker": { "Host": "localhost", "Port": 5672 }, "Slots": 4, },
}`;

  test('a connection string is told through the variable that overrides it', async () => {
    const blueprint = await read({
      'Oven.csproj': web(['Microsoft.EntityFrameworkCore.SqlServer']),
      'appsettings.json': settings,
      'Program.cs': `using Microsoft.EntityFrameworkCore;
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddDbContext<Ledger>(options => options.UseSqlServer(builder.Configuration.GetConnectionString("Ledger")));`,
    });
    expect(bound(blueprint)).toEqual(['ConnectionStrings__Ledger -> mssql.url']);
    expect(blueprint.resources).toMatchObject([{ type: 'mssql', need: 'required' }]);
    expect(variable(blueprint.services[0], 'ConnectionStrings__Ledger')).toMatchObject({ secret: true, binding: { form: 'ado.net' } });
  });

  test('sections are followed through variables, options classes and injection', async () => {
    const blueprint = await read({
      'Oven.csproj': web(['RabbitMQ.Client']),
      'appsettings.json': settings,
      'BrokerOptions.cs': `namespace Bakery;
public class BrokerOptions {
  public const string Section = "Oven:Broker";
  public string Host { get; set; } = "localhost";
  public int Port { get; set; }
  public string? Password { get; set; }
}`,
      'Program.cs': `using Bakery;
var builder = WebApplication.CreateBuilder(args);
builder.Services.Configure<BrokerOptions>(builder.Configuration.GetSection(BrokerOptions.Section));`,
      'Bell.cs': `using RabbitMQ.Client;
namespace Bakery;
public class Bell(IOptions<BrokerOptions> options) : BackgroundService {
  private readonly BrokerOptions _options = options.Value;
  protected override Task ExecuteAsync(CancellationToken stop) {
    var factory = new ConnectionFactory { HostName = _options.Host, Port = _options.Port };
    factory.Password = _options.Password;
  }
}`,
    });
    expect(bound(blueprint)).toEqual([
      'Oven__Broker__Host -> rabbitmq.host',
      'Oven__Broker__Password -> rabbitmq.password',
      'Oven__Broker__Port -> rabbitmq.port',
    ]);
  });

  test.each([
    [
      'named by its type',
      'configuration.GetOptions<Broker>()',
      'var options = new TOptions(); configuration.GetSection(typeof(TOptions).Name).Bind(options); return options;',
      'Broker__Host',
    ],
    [
      'named by an argument',
      'configuration.GetOptions<Broker>("Bell")',
      'return configuration.GetSection(section).Get<TOptions>();',
      'Bell__Host',
    ],
  ])('a method that fills what it is asked for, %s', async (_, call, body, name) => {
    const blueprint = await read({
      'Oven.csproj': web(['RabbitMQ.Client']),
      'Extensions.cs': `namespace Bakery; public static class Extensions { public static TOptions GetOptions<TOptions>(this IConfiguration configuration, string section = "") where TOptions : new() { ${body} } }`,
      'Broker.cs': 'namespace Bakery; public class Broker { public string Host { get; set; } public IOptions<Broker> Same() => null; }',
      'Bell.cs': `using RabbitMQ.Client;\nnamespace Bakery; class Bell { object Open(IConfiguration configuration) { var broker = ${call}; return new ConnectionFactory { HostName = broker.Host }; } }`,
    });
    expect(bound(blueprint)).toEqual([`${name} -> rabbitmq.host`]);
  });

  test.each([
    ['configuration["Oven:Key"]', 'Oven__Key'],
    ['configuration.GetSection("Oven")["Key"]', 'Oven__Key'],
    ['configuration.GetValue<string>("Oven:Key")', 'Oven__Key'],
    ['configuration.GetRequiredSection("Oven").GetValue<string>("Key")', 'Oven__Key'],
    ['configuration.GetSection("Oven:Key").Value', 'Oven__Key'],
    ['Environment.GetEnvironmentVariable("OVEN_KEY") ?? throw new Exception()', 'OVEN_KEY'],
  ])('%s reads %s', async (code, name) => {
    const service = await one({ 'Oven.csproj': web(), 'Oven.cs': `class Oven { Oven(IConfiguration configuration) { Heat(${code}); } }` });
    expect(variable(service, name)).toMatchObject({ required: true });
  });

  test('what a file gives a value needs no telling', async () => {
    const service = await one({
      'Oven.csproj': web(),
      'appsettings.json': settings,
      'Oven.cs': 'class Oven { Oven(IConfiguration configuration) { Heat(configuration.GetValue<int>("Oven:Slots")); } }',
    });
    expect(service.env).toEqual([]);
  });

  test('a configuration built by hand takes only the variables it is told to', async () => {
    const program = (more: string): string => `using Npgsql;
var configuration = new ConfigurationBuilder().AddJsonFile("appsettings.json")${more}.Build();
while (true) { using var shelf = new NpgsqlConnection(configuration["Shelf"]); }`;
    const files = (more: string): Record<string, string> => ({
      'Oven.csproj': project('Microsoft.NET.Sdk', ['Npgsql'], '<OutputType>Exe</OutputType>'),
      'appsettings.json': '{ "Shelf": "Host=localhost;Database=shelf" }',
      'Program.cs': program(more),
    });
    expect(bound(await read(files('.AddEnvironmentVariables("BAKERY_")')))).toEqual(['BAKERY_Shelf -> postgres.url']);
    const closed = await read(files(''));
    expect(bound(closed)).toEqual([]);
    expect(closed.resources).toMatchObject([{ type: 'postgres', need: 'required' }]);
  });
});
