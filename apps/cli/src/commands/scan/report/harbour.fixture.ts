import type { Blueprint, Variable } from '@groundwork/blueprint';
import { at, service, variable } from './shop.fixture.ts';

const settings = (line: number) => at('services/berths/src/main/resources/config/application.yml', line);

const toDatabase = (name: string, property: 'host' | 'port' | 'user' | 'password', line: number): Variable =>
  variable(name, { source: 'binding', binding: { resource: 'postgres', property, form: null }, evidence: settings(line) });

const toMail = (name: string, property: 'host' | 'user' | 'password'): Variable =>
  variable(name, { source: 'binding', binding: { resource: 'mail', property, form: null }, evidence: settings(30) });

const shared = [
  toDatabase('SPRING_DATASOURCE_HOST', 'host', 4),
  toDatabase('SPRING_DATASOURCE_PORT', 'port', 5),
  toDatabase('SPRING_DATASOURCE_USERNAME', 'user', 6),
  toDatabase('SPRING_DATASOURCE_PASSWORD', 'password', 7),
  variable('SPRING_DATA_REDIS_URL', {
    secret: true,
    source: 'binding',
    binding: { resource: 'redis', property: 'url', form: 'redis' },
    evidence: settings(9),
  }),
];

const mail = [toMail('SPRING_MAIL_HOST', 'host'), toMail('SPRING_MAIL_USERNAME', 'user'), toMail('SPRING_MAIL_PASSWORD', 'password')];

const uses = ['postgres', 'redis', 'mail', 'elasticsearch'].map((resource) => ({
  resource,
  access: ['read' as const],
  evidence: settings(4),
}));

const resource = (name: string, type: Blueprint['resources'][number]['type'], need: 'required' | 'optional', why: string) => ({
  name,
  type,
  need,
  version: null,
  extensions: [],
  evidence: at('services/berths/src/main/java/org/harbour/berths/configuration/Connections.java', 21, why),
});

/** A harbour's back office: services of one code base, most of whose settings nobody has to touch, and a page in front. */
export const harbour: Blueprint = {
  version: 1,
  name: 'harbour',
  services: [
    service('berth-reservations-api', {
      language: 'java',
      framework: 'spring-boot',
      runtime: { version: '21', packageManager: 'maven' },
      start: 'java -Dserver.port=$PORT -jar target/berths.jar',
      port: 8080,
      health: '/actuator/health',
      env: [
        ...shared,
        ...mail,
        ...['RADAR', 'TIDES', 'CUSTOMS', 'WEATHER', 'PILOTS'].map((name) => variable(`${name}_API_KEY`, { secret: true })),
        ...['TIMEZONE', 'LOCALE'].map((name) => variable(name)),
      ],
      uses,
      evidence: at('services/berths/src/main/java/org/harbour/berths/BerthsApplication.java', 9),
    }),
    service('tide-import', {
      kind: 'worker',
      framework: 'worker',
      start: 'java -jar target/tides.jar',
      env: [...shared.slice(1), ...mail, variable('TIDE_TABLES_URL', { required: true, evidence: settings(40) })],
      uses,
    }),
    service('wharf', {
      kind: 'static',
      language: 'static',
      path: 'wharf',
      runtime: { version: null, packageManager: null },
      port: 5173,
      health: '/',
      env: [variable('VITE_TITLE', { default: 'Harbour', source: 'default' })],
      evidence: at('wharf/index.html', 1),
    }),
    service('site', {
      kind: 'static',
      language: 'node',
      build: ['npm run build'],
      framework: 'Vite',
      evidence: at('site/package.json', 8),
    }),
    service('arrivals', { kind: 'function', language: 'node', schedule: '*/5 * * * *', evidence: at('arrivals/handler.js', 3) }),
  ],
  resources: [
    resource('elasticsearch', 'elasticsearch', 'optional', 'RestClient.builder is constructed'),
    resource('mail', 'smtp', 'optional', 'spring.mail.host is set'),
    resource('postgres', 'postgres', 'required', 'spring.datasource.url is set'),
    resource('redis', 'redis', 'required', 'spring.data.redis.url is set'),
  ],
  questions: [
    { id: 'arrivals.port', ask: 'Which port does arrivals listen on?', options: [], default: null, evidence: at('arrivals/handler.js', 3) },
    { id: 'db.type', ask: 'Which database does BERTHS name?', options: ['postgres', 'mysql'], default: 'postgres', evidence: settings(4) },
  ],
  notes: [],
};
