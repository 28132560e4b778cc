import { expect, test } from 'vitest';
import { scan } from '../../scan.ts';
import { memoryTree } from '../../tree/memory.ts';

/** What a library with this application is told through variables: `VARIABLE resource.property`, or `VARIABLE` alone. */
async function told(source: string, gems: readonly string[], files: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const blueprint = await scan(
    memoryTree('library', {
      Gemfile: ["source 'https://rubygems.org'", "gem 'sinatra'", ...gems.map((gem) => `gem '${gem}'`)].join('\n'),
      'config.ru': "require_relative 'app'\nrun App\n",
      'app.rb': source,
      ...files,
    }),
  );
  return blueprint.services.flatMap((service) =>
    service.env.map(({ name, binding }) => {
      if (!binding || !('resource' in binding)) return name;
      return `${name} ${blueprint.resources.find((each) => each.name === binding.resource)?.type ?? ''}.${binding.property}`;
    }),
  );
}

test.each<[idea: string, source: string, gems: readonly string[], expected: readonly string[]]>([
  ['a block as a default', "REDIS = Redis.new(url: ENV.fetch('A') { 'redis://localhost:6379' })", ['redis'], ['A redis.url']],
  [
    'parts, converted',
    "Redis.new(host: ENV['A'], port: ENV.fetch('B', 6379).to_i, password: ENV['C'].presence)",
    ['redis'],
    ['A redis.host', 'B redis.port', 'C redis.password'],
  ],
  ['interpolation', 'PG.connect("postgres://reader:#{ENV[\'A\']}@#{ENV["B"]}/books")', ['pg'], ['A postgres.password', 'B postgres.host']],
  [
    'a method that keeps its client',
    "class Shelf\n  def put(book)\n    queue.send_message(queue_url: url, message_body: book)\n  end\n  def queue\n    @queue ||= Aws::SQS::Client.new(region: ENV['A'])\n  end\n  def url = ENV.fetch('B')\nend",
    ['aws-sdk-sqs'],
    ['A sqs.region', 'AWS_ACCESS_KEY_ID sqs.accessKey', 'AWS_SECRET_ACCESS_KEY sqs.secretKey', 'B sqs.url'],
  ],
  [
    'a reader and a hash from a method',
    "class Loans\n  attr_reader :table\n  def initialize\n    @table = Aws::DynamoDB::Client.new(region: 'x', endpoint: ENV['A'])\n  end\n  def lend(item) = table.put_item(row(item))\n  def row(item)\n    { table_name: ENV['B'], item: item }\n  end\nend",
    ['aws-sdk-dynamodb'],
    ['A dynamodb.url', 'B dynamodb.table'],
  ],
  [
    'what a constructor is given',
    "class Desk\n  def initialize(address) = @bell = Bunny.new(address)\nend\nDesk.new(ENV['A'])",
    ['bunny'],
    ['A rabbitmq.url'],
  ],
  ['a configuration block', "Sidekiq.configure_server do |config|\n  config.redis = { url: ENV['A'] }\nend", ['sidekiq'], ['A redis.url']],
  ['a setting of the application', "set :database, ENV['A']\nSequel.connect(settings.database)", ['sequel', 'pg'], ['A postgres.url']],
  ['a gem that reads by itself', 'class Reminder\n  include Sidekiq::Job\nend', ['sidekiq'], ['REDIS_URL redis.url']],
  ['Figaro', 'OpenAI::Client.new(access_token: Figaro.env.librarian_key!)', ['ruby-openai', 'figaro'], ['LIBRARIAN_KEY llm_api.apiKey']],
  ['nothing but a question', "puts 'late' if ENV.key?('A')", [], ['A']],
])('%s', async (_idea, source, gems, expected) => {
  const found = await told(source, gems);
  expect([...new Set(found)].filter((each) => !each.startsWith('OPENAI') && !each.startsWith('RABBITMQ'))).toEqual(expected);
});

test('constants of other files', async () => {
  const settings = "module Catalogue\n  URL = ENV.fetch('A')\n  def self.password\n    ENV['B']\n  end\nend";
  expect(
    await told('Mysql2::Client.new(host: Catalogue::URL, password: Catalogue.password)', ['mysql2'], { 'lib/catalogue.rb': settings }),
  ).toEqual(['A mysql.host', 'B mysql.password']);
});

test('the config gem reads YAML with Ruby in it', async () => {
  const settings = "search:\n  url: <%= ENV['A'] %>\n";
  expect(
    await told('Elasticsearch::Client.new(url: Settings.search.url)', ['elasticsearch', 'config'], { 'config/settings.yml': settings }),
  ).toEqual(['A elasticsearch.url']);
});
