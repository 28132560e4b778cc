import type { Blueprint } from '@groundwork/blueprint';
import { expect, test } from 'vitest';
import { scan } from '../../scan.ts';
import { memoryTree } from '../../tree/memory.ts';

const gemfile = (...gems: readonly string[]): string =>
  `ruby '3.3.1'\ngem 'rails'\ngem 'puma'\n${gems.map((gem) => `gem '${gem}'\n`).join('')}group :development, :test do\n  gem 'sqlite3'\nend\n`;

const rails = (files: Readonly<Record<string, string>>): Promise<Blueprint> =>
  scan(
    memoryTree('library', {
      Gemfile: gemfile('pg'),
      'config/application.rb':
        "require_relative 'boot'\nmodule Library\n  class Application < Rails::Application\n    config.load_defaults 7.1\n  end\nend\n",
      'config/puma.rb': 'port ENV.fetch("PORT") { 3100 }\n',
      'config/routes.rb': 'Rails.application.routes.draw do\n  get "up" => "rails/health#show"\nend\n',
      'db/schema.rb': 'ActiveRecord::Schema.define {}',
      ...files,
    }),
  );

const bound = (blueprint: Blueprint): string[] =>
  blueprint.services[0]?.env.flatMap(({ name, binding }) =>
    binding && 'resource' in binding ? [`${name} ${binding.resource}.${binding.property}`] : [],
  ) ?? [];
const needs = (blueprint: Blueprint): string[] => blueprint.resources.map(({ type, need }) => `${type} ${need}`);
const runs = (blueprint: Blueprint): string[] => blueprint.services.map(({ kind, start }) => `${kind}: ${start ?? '-'}`);

test('Rails as it is started, with what it reads by itself', async () => {
  const blueprint = await rails({ 'config/database.yml': 'production:\n  adapter: postgresql\n  database: library\n' });
  expect(blueprint.services).toMatchObject([
    {
      kind: 'web',
      framework: 'Rails',
      runtime: { version: '3.3.1', packageManager: 'bundler' },
      port: 3100,
      health: '/up',
      start: 'bundle exec puma -C config/puma.rb',
      release: ['bundle exec rails db:migrate'],
      systemPackages: ['libpq5'],
    },
  ]);
  expect(needs(blueprint)).toEqual(['postgres required']);
  expect(bound(blueprint)).toEqual(['DATABASE_URL db.url']);
  expect(blueprint.services[0]?.env.find(({ name }) => name === 'SECRET_KEY_BASE')).toMatchObject({ source: 'generated', required: true });
});

test("production's part of database.yml, with what it merges", async () => {
  const database = `default: &default
  adapter: postgresql
  host: <%= ENV.fetch("SHELF_HOST") { "localhost" } %>
development:
  <<: *default
  host: <%= ENV["AT_HOME"] %>
production:
  <<: *default
  password: <%= ENV['SHELF_PASSWORD'] %>
`;
  const blueprint = await rails({ 'config/database.yml': database });
  expect(bound(blueprint)).toEqual(['SHELF_HOST db.host', 'SHELF_PASSWORD db.password']);
  expect(blueprint.services[0]?.env.some(({ name }) => name === 'AT_HOME')).toBe(false);
});

test('a URL beside a file database names the server whose driver is installed', async () => {
  const database =
    'default: &default\n  adapter: sqlite3\n  database: db/library.sqlite3\nproduction:\n  <<: *default\n  url: <%= ENV["SHELVES"] %>\n';
  const blueprint = await rails({ 'config/database.yml': database });
  expect(needs(blueprint)).toEqual(['postgres required']);
  expect(bound(blueprint)).toEqual(['SHELVES db.url']);
});

test('mail, cache, files and search as production is set', async () => {
  const blueprint = await rails({
    Gemfile: gemfile('pg', 'redis', 'searchkick', 'aws-sdk-s3', 'image_processing'),
    'config/environments/production.rb': `Rails.application.configure do
  config.cache_store = :redis_cache_store, { url: ENV['CACHE'] }
  config.active_storage.service = ENV.fetch('STORE', 'amazon').to_sym
  config.action_mailer.smtp_settings = { address: ENV['POST'], user_name: ENV['POSTMAN'] }
end`,
    'config/environments/development.rb':
      "Rails.application.configure do\n  config.cache_store = :redis_cache_store, { url: ENV['AT_HOME'] }\nend",
    'config/storage.yml':
      'local:\n  service: Disk\namazon:\n  service: S3\n  bucket: <%= ENV["BUCKET"] %>\nazure:\n  service: AzureStorage\n  container: <%= ENV["CONTAINER"] %>\n',
  });
  expect(needs(blueprint)).toEqual([
    'elasticsearch required',
    'object_storage required',
    'postgres required',
    'redis required',
    'smtp optional',
  ]);
  expect(bound(blueprint)).toEqual([
    'BUCKET storage.bucket',
    'CACHE redis.url',
    'CONTAINER storage.bucket',
    'DATABASE_URL db.url',
    'ELASTICSEARCH_URL search.url',
    'POST mail.host',
    'POSTMAN mail.user',
  ]);
  expect(blueprint.services[0]?.systemPackages).toEqual(['libpq5', 'libvips42']);
});

test("the application's own configuration is followed", async () => {
  const blueprint = await rails({
    Gemfile: gemfile('pg', 'elasticsearch'),
    'config/environments/production.rb': "Rails.application.configure do\n  config.x.search.url = ENV['FINDER']\nend",
    'app/search.rb': 'Elasticsearch::Client.new(url: Rails.configuration.x.search.url)',
  });
  expect(bound(blueprint)).toContain('FINDER search.url');
});

test.each<[idea: string, gems: readonly string[], files: Readonly<Record<string, string>>, expected: readonly string[]]>([
  [
    'Sidekiq by its jobs',
    ['sidekiq'],
    { 'app/jobs/remind.rb': 'class Remind\n  include Sidekiq::Job\nend' },
    ['worker: bundle exec sidekiq'],
  ],
  [
    'the adapter production is set to',
    ['good_job', 'sidekiq'],
    {
      'config/environments/production.rb': 'Rails.application.configure do\n  config.active_job.queue_adapter = :good_job\nend',
      'app/jobs/a.rb': 'class A < ApplicationJob\nend',
    },
    ['worker: bundle exec good_job start'],
  ],
  [
    'Clockwork',
    ['clockwork'],
    { 'clock.rb': "module Clockwork\n  every(1.hour, 'remind') { Remind.now }\nend" },
    ['scheduler: bundle exec clockwork clock.rb'],
  ],
  ['a gem that nothing uses', ['sidekiq'], {}, []],
])('workers: %s', async (_idea, gems, files, expected) => {
  expect(runs(await rails({ Gemfile: gemfile('pg', ...gems), ...files })).slice(1)).toEqual(expected);
});

test.each<[idea: string, files: Readonly<Record<string, string>>, expected: readonly (string | number | null)[]]>([
  [
    'classic Sinatra',
    { Gemfile: "gem 'sinatra'", 'app.rb': "require 'sinatra'\nget '/health' do\n  'ok'\nend" },
    ['Sinatra', 'bundle exec ruby app.rb -o 0.0.0.0 -p $PORT', 4567, '/health'],
  ],
  [
    'Rack',
    { Gemfile: "gem 'rackup'", 'config.ru': 'run ->(env) { [200, {}, []] }' },
    ['Rack', 'bundle exec rackup --host 0.0.0.0 -p $PORT', 9292, null],
  ],
  [
    'Hanami',
    { Gemfile: "gem 'hanami'", 'config.ru': 'run Hanami.app' },
    ['Hanami', 'bundle exec hanami server --host=0.0.0.0 --port=$PORT', 2300, null],
  ],
])('%s is started as it is', async (_idea, files, expected) => {
  const { services } = await scan(memoryTree('kiosk', files));
  expect(services.map(({ framework, start, port, health }) => [framework, start, port, health])).toEqual([expected]);
});

test('functions: those that answer are one service, each consumer its own', async () => {
  const { services } = await scan(
    memoryTree('loans', {
      Gemfile: "gem 'aws-sdk-sqs'",
      'lend.rb': "def handler(event:, context:)\n  { statusCode: 200, body: event['body'] }\nend",
      'remind.rb': "def handler(event:, context:)\n  event['Records'].each { |record| puts record }\nend",
    }),
  );
  expect(services.map(({ name, kind }) => `${name} ${kind}`)).toEqual(['lend function', 'remind worker']);
});

test.each<[idea: string, files: Readonly<Record<string, string>>, expected: readonly string[]]>([
  ['without a Gemfile', { 'lend.rb': 'def lend(event:, context:)\n  { statusCode: 200, body: event.to_s }\nend' }, ['lend function']],
  ['called by the clock', { 'remind.rb': 'def remind(event:, context:)\n  Reminder.new.call\nend' }, ['remind cron']],
  ['OpenWhisk', { 'lend.rb': 'def main(args)\n  { "lent" => args["book"] }\nend' }, ['lend function']],
  [
    'of the Functions Framework',
    {
      Gemfile: "gem 'functions_framework'",
      'app.rb': "require 'functions_framework'\nFunctionsFramework.http('lend') { |request| 'lent' }",
    },
    ['lend function'],
  ],
])('a function %s', async (_idea, files, expected) => {
  const { services } = await scan(memoryTree('loans', files));
  expect(services.map(({ name, kind }) => `${name} ${kind}`)).toEqual(expected);
});

test('a bad day: broken Ruby, broken YAML, aliases of aliases', async () => {
  const bomb = [
    'a: &a [x, x]',
    ...'bcdefghijklmnop'.split('').map((name, at) => `${name}: &${name} [*${'abcdefghijklmnop'[at]}, *${'abcdefghijklmnop'[at]}]`),
  ].join('\n');
  const blueprint = await rails({
    'config/database.yml': 'production: {{{\n  <%= ENV["X" %>',
    'config/redis.yml': bomb,
    'app/broken.rb': 'class A\n  def x(\n    ENV["B" ]\n if unless }',
  });
  expect(blueprint.services[0]?.kind).toBe('web');
});
