import type { LanguageReader } from '../language.ts';
import { javaComponents } from './components.ts';
import { readKotlin } from './kotlin/syntax.ts';
import { linkJava } from './link.ts';
import { isJavaManifest, readJavaManifest, type JavaManifest } from './manifest.ts';
import { resolveJava } from './imports.ts';
import { javaServices } from './services/index.ts';
import { readJava } from './syntax.ts';

/** Java and Kotlin. */
export const java: LanguageReader<JavaManifest> = {
  language: 'java',
  grammar: (path) => (path.endsWith('.java') ? 'java' : path.endsWith('.kt') ? 'kotlin' : null),
  words: [
    'System.getenv',
    'System.getProperty',
    '@Value',
    'ConfigurationProperties',
    'ConfigProperty',
    'ConfigMapping',
    '@Property(',
    'getProperty(',
    'static void main',
    'fun main',
    'SpringApplication',
    'SpringBootApplication',
    'Listener',
    '@Scheduled',
    'EnableScheduling',
    'CommandLineRunner',
    'ApplicationRunner',
    'RequestHandler',
    'RequestStreamHandler',
    'HttpFunction',
    'FunctionName',
    'com.sun.net.httpserver',
    'embeddedServer',
    'environment.config',
  ],
  readModule: (source) => (source.path.endsWith('.kt') ? readKotlin(source) : readJava(source)),
  isManifest: isJavaManifest,
  readManifest: readJavaManifest,
  resolveImport: resolveJava,
  link: linkJava,
  components: javaComponents,
  services: javaServices,
};
