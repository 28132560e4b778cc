import type { EnvironmentReader, Library } from '../library.ts';
import { clients } from './clients.ts';
import { cloud } from './cloud.ts';
import { drivers, pools } from './drivers.ts';
import { mailAndTelemetry } from './mail.ts';
import { models } from './models.ts';
import { otherFrameworks } from './quarkus.ts';
import { springModels, springSettings } from './spring.ts';

export const javaLibraries: readonly Library[] = [
  ...drivers,
  ...pools,
  ...clients,
  ...cloud,
  ...models,
  ...mailAndTelemetry,
  ...springSettings,
  ...springModels,
  ...otherFrameworks,
];

export const javaEnvironment: readonly EnvironmentReader[] = [
  {
    language: 'java',
    calls: ['System.getenv', 'java.lang.System.getenv', 'System.env.get'],
    required: false,
  },
  { language: 'java', calls: ['System.env.getOrDefault'], fallback: '1', required: false },
  { language: 'java', objects: ['System.env'], required: false },
  {
    language: 'java',
    calls: [
      'io.github.cdimascio.dotenv.Dotenv.load().get',
      'io.github.cdimascio.dotenv.Dotenv.configure().load().get',
      'io.github.cdimascio.dotenv.dotenv().get',
    ],
    fallback: '1',
    required: true,
  },
];
