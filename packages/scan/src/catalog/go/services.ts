import type { Carries, ClientRule, Library } from '../library.ts';

const address: Carries = { property: 'host', form: 'host:port' };

const dialer = (calls: readonly string[]): ClientRule => ({
  calls,
  resource: 'smtp',
  arguments: { '0': 'host', '1': 'port', '2': 'user', '3': 'password', Host: 'host', Port: 'port', Username: 'user', Password: 'password' },
});

const goMail = 'github.com/wneessen/go-mail';
const otlp = 'go.opentelemetry.io/otel/exporters/otlp';

const exporters = [
  'otlptrace/otlptracegrpc',
  'otlptrace/otlptracehttp',
  'otlpmetric/otlpmetricgrpc',
  'otlpmetric/otlpmetrichttp',
  'otlplog/otlploggrpc',
  'otlplog/otlploghttp',
].map((name) => `${otlp}/${name}`);

/** Mail, telemetry and language models. */
export const serviceLibraries: readonly Library[] = [
  {
    language: 'go',
    packages: ['net/smtp'],
    clients: [
      { calls: ['net/smtp.SendMail', 'net/smtp.Dial'], resource: 'smtp', arguments: { '0': address } },
      { calls: ['net/smtp.PlainAuth'], resource: 'smtp', arguments: { '1': 'user', '2': 'password', '3': 'host' } },
      { calls: ['net/smtp.CRAMMD5Auth'], resource: 'smtp', arguments: { '0': 'user', '1': 'password' } },
    ],
  },
  {
    language: 'go',
    packages: ['gopkg.in/gomail', 'github.com/go-gomail/gomail', 'gopkg.in/mail', 'github.com/go-mail/mail', 'github.com/Shopify/gomail'],
    drives: 'smtp',
    clients: [
      dialer(
        ['gopkg.in/gomail', 'github.com/go-gomail/gomail', 'gopkg.in/mail', 'github.com/go-mail/mail', 'github.com/Shopify/gomail'].flatMap(
          (module) => [`${module}.NewDialer`, `${module}.NewPlainDialer`, `${module}.Dialer`],
        ),
      ),
    ],
  },
  {
    language: 'go',
    packages: [goMail],
    drives: 'smtp',
    clients: [
      { calls: [`${goMail}.NewClient`], resource: 'smtp', arguments: { '0': 'host' } },
      { calls: [`${goMail}.WithPort`], resource: 'smtp', arguments: { '0': 'port' } },
      { calls: [`${goMail}.WithUsername`], resource: 'smtp', arguments: { '0': 'user' } },
      { calls: [`${goMail}.WithPassword`], resource: 'smtp', arguments: { '0': 'password' } },
    ],
  },
  {
    language: 'go',
    packages: ['github.com/xhit/go-simple-mail'],
    drives: 'smtp',
    clients: [{ calls: ['github.com/xhit/go-simple-mail.NewSMTPClient'], resource: 'smtp', arguments: {} }],
    settings: (['Host', 'Port', 'Username', 'Password'] as const).map((key) => ({
      path: `github.com/xhit/go-simple-mail.NewSMTPClient().${key}`,
      resource: 'smtp' as const,
      carries: ({ Host: 'host', Port: 'port', Username: 'user', Password: 'password' } as const)[key],
    })),
  },
  {
    language: 'go',
    packages: ['github.com/jordan-wright/email', 'github.com/knadh/smtppool', 'github.com/emersion/go-smtp'],
    drives: 'smtp',
    clients: [
      { calls: ['github.com/jordan-wright/email.NewPool'], resource: 'smtp', arguments: { '0': address } },
      {
        calls: [
          'github.com/jordan-wright/email.NewEmail().Send',
          'github.com/jordan-wright/email.NewEmail().SendWithTLS',
          'github.com/jordan-wright/email.Email().Send',
        ],
        resource: 'smtp',
        arguments: { '0': address },
      },
      {
        calls: ['github.com/knadh/smtppool.New', 'github.com/knadh/smtppool.Opt'],
        resource: 'smtp',
        arguments: { Host: 'host', Port: 'port' },
        need: 'optional',
      },
      {
        calls: [
          'github.com/emersion/go-smtp.Dial',
          'github.com/emersion/go-smtp.DialTLS',
          'github.com/emersion/go-smtp.DialStartTLS',
          'github.com/emersion/go-smtp.SendMail',
        ],
        resource: 'smtp',
        arguments: { '0': address },
      },
    ],
  },
  {
    language: 'go',
    packages: exporters,
    drives: 'otel',
    clients: [
      {
        calls: exporters.map((module) => `${module}.New`),
        resource: 'otel',
        arguments: {},
        environment: { OTEL_EXPORTER_OTLP_ENDPOINT: 'url' },
        need: 'optional',
      },
      {
        calls: exporters.flatMap((module) => [`${module}.WithEndpoint`, `${module}.WithEndpointURL`]),
        resource: 'otel',
        arguments: { '0': { property: 'url', form: 'host:port' } },
        need: 'optional',
      },
    ],
  },
  {
    language: 'go',
    packages: ['go.opentelemetry.io/otel/exporters/jaeger', 'go.opentelemetry.io/otel/exporters/zipkin'],
    clients: [
      {
        calls: ['go.opentelemetry.io/otel/exporters/jaeger.WithEndpoint', 'go.opentelemetry.io/otel/exporters/zipkin.New'],
        resource: 'otel',
        arguments: { '0': 'url' },
        need: 'optional',
      },
    ],
  },
  {
    language: 'go',
    packages: ['github.com/sashabaranov/go-openai', 'github.com/openai/openai-go'],
    drives: 'llm_api',
    clients: [
      {
        calls: ['github.com/sashabaranov/go-openai.NewClient', 'github.com/sashabaranov/go-openai.DefaultConfig'],
        resource: 'llm_api',
        arguments: { '0': 'apiKey' },
      },
      {
        calls: ['github.com/openai/openai-go.NewClient'],
        resource: 'llm_api',
        arguments: {},
        environment: { OPENAI_API_KEY: 'apiKey', OPENAI_BASE_URL: 'url' },
        silent: 'https://api.openai.com',
      },
      { calls: ['github.com/openai/openai-go/option.WithAPIKey'], resource: 'llm_api', arguments: { '0': 'apiKey' } },
      { calls: ['github.com/openai/openai-go/option.WithBaseURL'], resource: 'llm_api', arguments: { '0': 'url' } },
    ],
    settings: [{ path: 'github.com/sashabaranov/go-openai.DefaultConfig().BaseURL', resource: 'llm_api', carries: 'url' }],
  },
  {
    language: 'go',
    packages: ['github.com/anthropics/anthropic-sdk-go', 'github.com/liushuangls/go-anthropic'],
    drives: 'llm_api',
    clients: [
      {
        calls: ['github.com/anthropics/anthropic-sdk-go.NewClient'],
        resource: 'llm_api',
        arguments: {},
        environment: { ANTHROPIC_API_KEY: 'apiKey' },
        silent: 'https://api.anthropic.com',
      },
      {
        calls: ['github.com/anthropics/anthropic-sdk-go/option.WithAPIKey', 'github.com/liushuangls/go-anthropic.NewClient'],
        resource: 'llm_api',
        arguments: { '0': 'apiKey' },
      },
      { calls: ['github.com/anthropics/anthropic-sdk-go/option.WithBaseURL'], resource: 'llm_api', arguments: { '0': 'url' } },
    ],
  },
  {
    language: 'go',
    packages: ['google.golang.org/genai', 'github.com/google/generative-ai-go'],
    drives: 'llm_api',
    clients: [
      {
        calls: ['google.golang.org/genai.NewClient', 'google.golang.org/genai.ClientConfig'],
        resource: 'llm_api',
        arguments: { APIKey: 'apiKey' },
        environment: { GOOGLE_API_KEY: 'apiKey', GEMINI_API_KEY: 'apiKey' },
        silent: 'googleapis.com',
      },
    ],
  },
  {
    language: 'go',
    packages: ['github.com/tmc/langchaingo'],
    modules: ['github.com/tmc/langchaingo/llms'],
    clients: [
      {
        calls: ['github.com/tmc/langchaingo/llms/openai.New'],
        resource: 'llm_api',
        arguments: {},
        environment: { OPENAI_API_KEY: 'apiKey', OPENAI_BASE_URL: 'url', OPENAI_MODEL: 'model' },
        silent: 'https://api.openai.com',
      },
      { calls: ['github.com/tmc/langchaingo/llms/openai.WithToken'], resource: 'llm_api', arguments: { '0': 'apiKey' } },
      { calls: ['github.com/tmc/langchaingo/llms/openai.WithBaseURL'], resource: 'llm_api', arguments: { '0': 'url' } },
      {
        calls: ['github.com/tmc/langchaingo/llms/ollama.New'],
        resource: 'ollama',
        arguments: {},
        environment: { OLLAMA_HOST: 'url' },
        silent: 'http://localhost:11434',
      },
      { calls: ['github.com/tmc/langchaingo/llms/ollama.WithServerURL'], resource: 'ollama', arguments: { '0': 'url' } },
    ],
  },
  {
    language: 'go',
    packages: ['github.com/ollama/ollama'],
    modules: ['github.com/ollama/ollama/api'],
    drives: 'ollama',
    clients: [
      {
        calls: ['github.com/ollama/ollama/api.ClientFromEnvironment'],
        resource: 'ollama',
        arguments: {},
        environment: { OLLAMA_HOST: 'url' },
        silent: 'http://localhost:11434',
      },
    ],
  },
];
