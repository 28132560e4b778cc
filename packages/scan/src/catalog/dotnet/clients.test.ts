import { describe, expect, test } from 'vitest';
import { bound } from '../../tree/blueprint.fixture.ts';
import { read, web } from '../../languages/dotnet/bakery.fixture.ts';

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
