import type { Language, ServiceKind } from '@groundwork/blueprint';

/** What a command line says about what it starts. */
export interface CommandRule {
  readonly pattern: RegExp;
  readonly kind: ServiceKind | 'release' | 'watch' | 'test';
  readonly language?: Language;
}

/**
 * Programs people start services with; the first that fits tells. `test` tests, `release` runs once and ends, `watch` is what one develops
 * with: it restarts on every change and is no way to run in production.
 */
export const commandRules: readonly CommandRule[] = [
  {
    pattern:
      /\b(pytest|tox|nox|jest|vitest|mocha|cypress|playwright\s+test|rspec|phpunit|pest|go\s+test|gotestsum|cargo\s+test|dotnet\s+test|(npm|pnpm|yarn|bun)(\s+run)?\s+(test|lint|e2e)(:\w+)*|manage\.py\s+test|rails\s+test|rake\s+(test|spec)|artisan\s+test|mvnw?\s+(test|verify)|gradlew?\s+test|newman)\b/,
    kind: 'test',
  },
  // Migrations and other things done once per release.
  {
    pattern: /\bmanage\.py\s+(migrate|collectstatic|createcachetable|compilemessages|loaddata|check|makemigrations|compress)\b/,
    kind: 'release',
    language: 'python',
  },
  {
    pattern:
      /\b(alembic\s+(-\S+\s+\S+\s+)*upgrade|flask\s+(--app\s+\S+\s+)?db\s+upgrade|aerich\s+upgrade|yoyo\s+apply|piccolo\s+migrations)\b/,
    kind: 'release',
    language: 'python',
  },
  { pattern: /\b(rails|rake)\s+(db:\S+|assets:precompile)/, kind: 'release', language: 'ruby' },
  { pattern: /\bartisan\s+(migrate|db:seed|config:cache|key:generate|optimize|storage:link)\b/, kind: 'release', language: 'php' },
  { pattern: /\bdoctrine:migrations:migrate\b/, kind: 'release', language: 'php' },
  {
    pattern:
      /\b(prisma\s+(migrate|db)|sequelize(-cli)?\s+db:migrate|knex\s+migrate|typeorm\s+migration:run|drizzle-kit\s+(push|migrate)|node-pg-migrate|db-migrate\s+up|mikro-orm\s+migration:up|migrate-mongo\s+up)/,
    kind: 'release',
    language: 'node',
  },
  {
    pattern: /\b(npm|pnpm|yarn|bun)(\s+run)?\s+(-\S+\s+)*(\w+:)?(migrate|migration|migrations|db:\w+|seed)(:\w+)*\b/,
    kind: 'release',
    language: 'node',
  },
  { pattern: /\b(diesel\s+migration\s+run|sqlx\s+(migrate|database)|sea-orm-cli\s+migrate)\b/, kind: 'release', language: 'rust' },
  {
    pattern:
      /\b(goose\s+.*\bup|migrate\s+.*-path\b.*\bup|flyway\s+migrate|liquibase\s+update|dotnet\s+ef\s+database\s+update|atlas\s+migrate\s+apply|dbmate\s+(up|migrate))\b/,
    kind: 'release',
  },
  // What one develops with.
  {
    pattern:
      /\b(nodemon|ts-node-dev|tsx\s+watch|node\s+--watch|webpack-dev-server|webpack\s+serve|reflex\s+-|\bair\b\s*(-c|$)|CompileDaemon|cargo\s+watch|dotnet\s+watch|watchmedo|watchfiles|guard\b)/,
    kind: 'watch',
  },
  {
    pattern: /\b(npm|pnpm|yarn|bun)(\s+run)?\s+(-\S+\s+)*(\w+:)*(dev|serve:dev|start:dev|watch|develop|start-dev|docker:dev)(:\w+)*\b/,
    kind: 'watch',
    language: 'node',
  },
  {
    pattern: /\b(next|nuxt|nuxi|vite|astro|remix|gatsby)\s+(dev|develop)\b|(^|\s|\/)vite(\s+--|\s*$)|\b(ng|vue-cli-service)\s+serve\b/,
    kind: 'watch',
    language: 'node',
  },
  {
    pattern: /\b(uvicorn|hypercorn|gunicorn|flask|granian)\b.*--(reload|debug)\b|\bfastapi\s+dev\b|\bmanage\.py\s+runserver(_plus)?\b/,
    kind: 'watch',
    language: 'python',
  },
  { pattern: /\bartisan\s+serve\b|\bphp\s+-S\b|\bsymfony\s+(server:start|serve)\b/, kind: 'watch', language: 'php' },
  { pattern: /(^|\s)(\.?\/?\S*entrypoint\S*)\s+dev([_-]\w+)?\s*$/, kind: 'watch' },
  // Schedulers before workers: `celery worker -B` is both, and then a worker.
  {
    pattern: /\bcelery\b(?!.*\bworker\b).*\bbeat\b|\bcelerybeat\b|\brqscheduler\b|\brq-scheduler\b|\bapscheduler\b/,
    kind: 'scheduler',
    language: 'python',
  },
  { pattern: /\bartisan\s+schedule:(work|run)\b/, kind: 'scheduler', language: 'php' },
  { pattern: /\b(clockwork|rufus-scheduler|sidekiq-scheduler|que-scheduler)\b/, kind: 'scheduler', language: 'ruby' },
  { pattern: /\b(supercronic|crond|cron\s+-f|ofelia)\b/, kind: 'cron' },
  { pattern: /\bcelery\b.*\bflower\b|(^|\s)flower\s/, kind: 'web', language: 'python' },
  {
    pattern:
      /\b(celery\b.*\bworker|rq\s+worker|rqworker|dramatiq|huey_consumer(\.py)?|arq\s|taskiq\s+worker|faust\s.*\bworker|procrastinate\s.*\bworker|streaq|saq\s|remoulade|qcluster|process_tasks|run_huey|rundramatiq|db_worker|celeryd)\b/,
    kind: 'worker',
    language: 'python',
  },
  {
    pattern:
      /\b(sidekiq|resque(:work)?|good_job\s+start|solid_queue:start|bin\/jobs|jobs:work|delayed_job|shoryuken|sneakers|karafka\s+server|que\b)/,
    kind: 'worker',
    language: 'ruby',
  },
  { pattern: /\bartisan\s+(queue:(work|listen)|horizon)\b|\bmessenger:consume\b/, kind: 'worker', language: 'php' },
  {
    pattern: /\bmanage\.py\s+(\w*(worker|consumer|queue|listen|daemon|listener|consume|send\w*|process\w*|smtpd)\w*)\b/,
    kind: 'worker',
    language: 'python',
  },
  { pattern: /\bmanage\.py\s+\w*(schedule|scheduler|cron|beat)\w*\b/, kind: 'scheduler', language: 'python' },
  // Model servers.
  {
    pattern:
      /\b(bentoml\s+serve|vllm\s+serve|vllm\.entrypoints|tritonserver|mlserver\s+start|torchserve|ray\s+serve|serve\s+run|litserve|mlflow\s+models\s+serve|label-studio-ml\s+start|cog\.server|truss)\b/,
    kind: 'inference',
    language: 'python',
  },
  {
    pattern: /\b(streamlit\s+run|gradio\b|chainlit\s+run|panel\s+serve|voila\b|solara\s+run|marimo\s+run|nicegui)\b/,
    kind: 'web',
    language: 'python',
  },
  {
    pattern: /\b(gunicorn|uvicorn|hypercorn|daphne|waitress-serve|uwsgi|granian|fastapi\s+run|flask\b.*\brun|sanic\b|mod_wsgi-express)\b/,
    kind: 'web',
    language: 'python',
  },
  {
    pattern: /\b(puma|unicorn|thin\s+start|passenger\s+start|rackup|falcon\s+(serve|host)|rails\s+(server|s)\b|thrust\b)/,
    kind: 'web',
    language: 'ruby',
  },
  {
    pattern: /\b(apache2-foreground|php-fpm|heroku-php-(apache2|nginx)|frankenphp|artisan\s+octane:\w+|rr\s+serve)\b/,
    kind: 'web',
    language: 'php',
  },
  {
    pattern:
      /\b(next|nuxt|remix-serve|react-router-serve)\s*(start)?\b|\.output\/server\/index\.mjs|\bstandalone\/server\.js|\bvite\s+preview\b/,
    kind: 'web',
    language: 'node',
  },
  {
    pattern: /\b(torchrun|accelerate\s+launch|deepspeed|mlflow\s+run|dvc\s+repro)\b|\btrain\w*\.py\b/,
    kind: 'training',
    language: 'python',
  },
];

/** The program a command line runs tells the language. */
export const languagePrograms: readonly { readonly pattern: RegExp; readonly language: Language }[] = [
  { pattern: /(^|\s|\/)(python\d?(\.\d+)?|pip|poetry|pipenv|uv|pdm|hatch|conda|\S+\.py)(\s|$)/, language: 'python' },
  { pattern: /(^|\s|\/)(node|npm|npx|pnpm|yarn|bun|bunx|deno|tsx|ts-node|pm2(-runtime)?|\S+\.[cm]?[jt]s)(\s|$)/, language: 'node' },
  { pattern: /(^|\s|\/)(go\s+run|dlv)(\s|$)/, language: 'go' },
  { pattern: /(^|\s|\/)(java|mvnw?|gradlew?|\S+\.jar)(\s|$)/, language: 'java' },
  { pattern: /(^|\s|\/)(ruby|bundle|rails|rake|bin\/rails|\S+\.rb)(\s|$)/, language: 'ruby' },
  { pattern: /(^|\s|\/)(php|composer|\S+\.php)(\s|$)/, language: 'php' },
  { pattern: /(^|\s|\/)cargo(\s|$)/, language: 'rust' },
  { pattern: /(^|\s|\/)(dotnet|\S+\.dll)(\s|$)/, language: 'dotnet' },
];
