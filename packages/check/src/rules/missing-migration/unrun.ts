import { isDeployed } from '../../knowledge/manifests.ts';
import type { Report, Whole } from '../../rule.ts';

/** What brings a database up to date, as the tools spell it. */
const running =
  /\b(migrate\b|upgrade\s+head|db\s+upgrade|db:(migrate|prepare|deploy|push|setup)|migration:(run|up)|migrations?:(migrate|run)|migrate\s+deploy|ef\s+database\s+update|flyway|liquibase|goose|aerich\s+upgrade|sqlx\s+migrate|diesel\s+migration|drizzle-kit\s+(push|migrate)|run_migrations|runMigrations|migrateUp|Migrate\()/;

/** Migrations that `gw` runs before a release, and that nothing the repository deploys itself with does. */
export function* unrunMigrations(whole: Whole): Iterable<Report> {
  const deploying = [...whole.repository.declarations.values()].filter(
    (declaration) =>
      isDeployed(declaration) && /^(dockerfile|procfile|render|fly|heroku|app-json|railway|kubernetes|compose)$/.test(declaration.format),
  );
  for (const service of whole.blueprint.services) {
    const command = service.release.find((each) => running.test(each));
    const own = deploying.filter(({ services }) =>
      services.some((declared) => declared.name === service.name || declared.path === service.path),
    );
    const [first] = own;
    if (command === undefined || !first || whole.decisions.services?.[service.name]?.release) continue;
    const texts = whole.repository.paths.filter((path) =>
      /(^|\/)([Dd]ockerfile[\w.-]*|[Pp]rocfile|[\w.-]*\.(sh|bash|ya?ml|toml)|Makefile|justfile|package\.json|app\.json|bin\/[\w-]+|[\w-]*entrypoint[\w.-]*|[\w-]*start[\w.-]*)$/.test(
        path,
      ),
    );
    if (texts.some((path) => running.test(whole.file(path)?.text ?? ''))) continue;
    if (
      whole.mentions('run_migrations').length +
        whole.mentions('migrate').filter((path) => !/migrations?\//.test(path) && /\.(go|rs|java|kt|cs|py|js|ts|rb|php)$/.test(path))
          .length >
      0
    )
      continue;
    const file = whole.file(first.file);
    if (!file) continue;
    const line = first.services.find((declared) => declared.name === service.name || declared.path === service.path)?.evidence.line ?? 1;
    yield {
      file: file.path,
      range: file.rangeOnLine(line),
      service: service.name,
      severity: 'warning',
      message: `${service.name} has migrations, and nothing that deploys it runs them: a new release meets the tables of the one before.`,
      more: `\`gw up\` runs \`${command}\` first. Do the same here: in a release step, or before the start.`,
    };
  }
}
