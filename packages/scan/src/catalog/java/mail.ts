import type { Library } from '../library.ts';

/** Mail, and where telemetry goes. */
export const mailAndTelemetry: readonly Library[] = [
  {
    language: 'java',
    packages: ['org.springframework:spring-context-support', 'org.springframework.boot:spring-boot-starter-mail'],
    modules: ['org.springframework.mail.javamail'],
    clients: [
      { calls: ['org.springframework.mail.javamail.JavaMailSenderImpl().setHost'], resource: 'smtp', arguments: { '0': 'host' } },
      { calls: ['org.springframework.mail.javamail.JavaMailSenderImpl().setPort'], resource: 'smtp', arguments: { '0': 'port' } },
      { calls: ['org.springframework.mail.javamail.JavaMailSenderImpl().setUsername'], resource: 'smtp', arguments: { '0': 'user' } },
      { calls: ['org.springframework.mail.javamail.JavaMailSenderImpl().setPassword'], resource: 'smtp', arguments: { '0': 'password' } },
    ],
  },
  {
    language: 'java',
    packages: ['org.simplejavamail:simple-java-mail', 'org.apache.commons:commons-email'],
    modules: ['org.simplejavamail', 'org.apache.commons.mail'],
    clients: [
      {
        calls: ['org.simplejavamail.mailer.MailerBuilder.withSMTPServer'],
        resource: 'smtp',
        arguments: { '0': 'host', '1': 'port', '2': 'user', '3': 'password' },
      },
      {
        calls: ['org.apache.commons.mail.SimpleEmail().setHostName', 'org.apache.commons.mail.HtmlEmail().setHostName'],
        resource: 'smtp',
        arguments: { '0': 'host' },
      },
    ],
  },
  {
    language: 'java',
    packages: ['com.sun.mail:jakarta.mail', 'com.sun.mail:javax.mail', 'jakarta.mail:jakarta.mail-api', 'org.eclipse.angus:angus-mail'],
    modules: ['javax.mail', 'jakarta.mail'],
    settings: [
      { path: '*.mail.smtp.host', resource: 'smtp', carries: 'host' },
      { path: '*.mail.smtp.port', resource: 'smtp', carries: 'port' },
    ],
  },
  {
    language: 'java',
    packages: ['io.opentelemetry:opentelemetry-exporter-otlp', 'io.opentelemetry:opentelemetry-sdk-extension-autoconfigure'],
    modules: ['io.opentelemetry.exporter.otlp', 'io.opentelemetry.sdk.autoconfigure'],
    clients: [
      {
        calls: [
          'io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter.builder',
          'io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter.builder',
        ],
        resource: 'otel',
        arguments: { '.setEndpoint.0': 'url' },
        need: 'optional',
      },
      {
        calls: ['io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk.initialize'],
        resource: 'otel',
        arguments: {},
        environment: { OTEL_EXPORTER_OTLP_ENDPOINT: 'url' },
        need: 'optional',
      },
    ],
  },
];
