import type { Blueprint } from '@groundwork/blueprint';
import { describe, expect, test } from 'vitest';
import { scan } from '../../scan.ts';
import { memoryTree } from '../../tree/memory.ts';

/** A bakery's services, with the file of interest filled in by each test. */
const project = (
  sdk: string,
  packages: readonly string[] = [],
  properties = '<TargetFramework>net8.0</TargetFramework>',
  more = '',
): string =>
  `<Project Sdk="${sdk}">
  <PropertyGroup>${properties}<ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup>${packages.map((name) => `<PackageReference Include="${name}" Version="8.0.1" />`).join('\n')}</ItemGroup>${more}
</Project>`;

const web = (packages: readonly string[] = []): string => project('Microsoft.NET.Sdk.Web', packages);

const read = (files: Readonly<Record<string, string>>): Promise<Blueprint> => scan(memoryTree('bakery', files));

/** `NAME -> resource.property`, for what is bound. */
const bound = (blueprint: Blueprint): string[] =>
  blueprint.services.flatMap((service) =>
    service.env.flatMap((each) =>
      each.binding && 'resource' in each.binding
        ? [`${each.name} -> ${typeOf(blueprint, each.binding.resource)}.${each.binding.property}`]
        : [],
    ),
  );

const typeOf = (blueprint: Blueprint, name: string): string => blueprint.resources.find((each) => each.name === name)?.type ?? '?';

describe('clients', () => {
  test.each([
    [
      'StackExchange.Redis',
      'using StackExchange.Redis;',
      'ConnectionMultiplexer.Connect(Environment.GetEnvironmentVariable("GW_A")!)',
      'redis.url',
    ],
    ['MongoDB.Driver', 'using MongoDB.Driver;', 'new MongoClient(Environment.GetEnvironmentVariable("GW_A"))', 'mongodb.url'],
    [
      'Confluent.Kafka',
      'using Confluent.Kafka;',
      'new ProducerConfig { BootstrapServers = Environment.GetEnvironmentVariable("GW_A") }',
      'kafka.url',
    ],
    [
      'MySqlConnector',
      'using MySqlConnector;',
      'new MySqlConnection($"Server={Environment.GetEnvironmentVariable("GW_A")};Database=shelf")',
      'mysql.host',
    ],
    [
      'MassTransit.RabbitMQ',
      'using MassTransit;',
      'services.AddMassTransit(x => x.UsingRabbitMq((context, bus) => { bus.Host(Environment.GetEnvironmentVariable("GW_A")); }))',
      'rabbitmq.host',
    ],
    [
      'Microsoft.Extensions.Caching.StackExchangeRedis',
      '',
      'services.AddStackExchangeRedisCache(o => o.Configuration = Environment.GetEnvironmentVariable("GW_A"))',
      'redis.url',
    ],
    [
      'AWSSDK.S3',
      'using Amazon.S3.Model;',
      'new PutObjectRequest { BucketName = Environment.GetEnvironmentVariable("GW_A") }',
      'object_storage.bucket',
    ],
    ['OpenAI', 'using OpenAI.Chat;', 'new ChatClient("small", Environment.GetEnvironmentVariable("GW_A"))', 'llm_api.apiKey'],
    ['MailKit', 'using MailKit.Net.Smtp;', 'new SmtpClient().Connect(Environment.GetEnvironmentVariable("GW_A"), 587)', 'smtp.host'],
    ['Qdrant.Client', 'using Qdrant.Client;', 'new QdrantClient(host: Environment.GetEnvironmentVariable("GW_A"))', 'qdrant.host'],
  ])('%s', async (name, using, code, told) => {
    const blueprint = await read({ 'Oven.csproj': web([name]), 'Program.cs': `${using}\nvar client = ${code};` });
    expect(bound(blueprint)).toContain(`GW_A -> ${told}`);
  });

  test('Aspire names a connection string, and usings may be global', async () => {
    const blueprint = await read({
      'Oven.csproj': web(['Aspire.Npgsql.EntityFrameworkCore.PostgreSQL', 'StackExchange.Redis']),
      'GlobalUsings.cs': 'global using StackExchange.Redis;',
      'Program.cs': 'var builder = WebApplication.CreateBuilder(args); builder.AddNpgsqlDbContext<Shelf>("shelf");',
      'Cache.cs': 'class Cache { object Open(IConfiguration configuration) => ConnectionMultiplexer.Connect(configuration["Cache"]); }',
    });
    expect(bound(blueprint)).toEqual(['Cache -> redis.url', 'ConnectionStrings__shelf -> postgres.url']);
  });

  test('one database among several is chosen by what is shipped', async () => {
    const blueprint = await read({
      'Oven.csproj': web(['Npgsql.EntityFrameworkCore.PostgreSQL', 'Microsoft.EntityFrameworkCore.SqlServer']),
      'appsettings.json': '{ "Provider": "postgres" }',
      'Program.cs': `using Microsoft.EntityFrameworkCore;
var builder = WebApplication.CreateBuilder(args);
var provider = builder.Configuration["Provider"];
if (provider == "sqlserver") { builder.Services.AddDbContext<Shelf>(o => o.UseSqlServer(builder.Configuration["Shelf"])); }
else { builder.Services.AddDbContext<Shelf>(o => o.UseNpgsql(builder.Configuration["Shelf"])); }`,
    });
    expect(blueprint.resources.map((each) => `${each.type} ${each.need}`)).toEqual(['mssql optional', 'postgres required']);
  });

  test('of databases in the branches of a question nobody answers the first is meant', async () => {
    const blueprint = await read({
      'Oven.csproj': web(['Npgsql.EntityFrameworkCore.PostgreSQL', 'Microsoft.EntityFrameworkCore.SqlServer']),
      'Design.cs':
        'using Microsoft.EntityFrameworkCore; class Design : IDesignTimeDbContextFactory<Shelf> { Shelf CreateDbContext(string[] args) => Open(o => o.UseSqlServer("Server=desk")); }',
      'Shelves.cs': `using Microsoft.EntityFrameworkCore;
static class Shelves {
  public static void Add(IServiceCollection services, string provider, string shelf) {
    switch (provider) {
      case "postgres": services.AddDbContext<Shelf>(o => o.UseNpgsql(shelf)); break;
      case "sqlserver": services.AddDbContext<Shelf>(o => o.UseSqlServer(shelf)); break;
    }
  }
}`,
    });
    expect(blueprint.resources.map((each) => `${each.type} ${each.need}`)).toEqual(['mssql optional', 'postgres required']);
  });
});
