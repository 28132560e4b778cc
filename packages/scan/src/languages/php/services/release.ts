import type { Project } from './project.ts';

/** Migrations that bring a database to the release's schema, by the tool whose files are there. */
export function releaseOf(project: Project): string[] {
  const holds = (folder: string): boolean => project.repository.filesIn(project.full(folder)).some((path) => path.endsWith('.php'));
  if (project.has('laravel/framework', 'laravel/lumen-framework'))
    return project.file('artisan') && holds('database/migrations') ? ['php artisan migrate --force'] : [];
  if (project.has('shopware/core')) return ['php bin/console database:migrate --all'];
  if (
    project.has('doctrine/doctrine-migrations-bundle') &&
    (holds('migrations') || holds('src/Migrations') || project.file('config/packages/doctrine_migrations.yaml'))
  )
    return ['php bin/console doctrine:migrations:migrate --no-interaction --allow-no-migration'];
  if (project.has('cakephp/migrations')) return ['php bin/cake.php migrations migrate'];
  if (project.has('robmorgan/phinx')) return ['vendor/bin/phinx migrate'];
  if (project.has('codeigniter4/framework') && holds('app/Database/Migrations')) return ['php spark migrate'];
  if (project.has('yiisoft/yii2') && project.file('yii') && (holds('migrations') || holds('console/migrations')))
    return ['php yii migrate --interactive=0'];
  if (project.has('doctrine/migrations') && (project.file('migrations.php') || project.file('cli-config.php')))
    return ['vendor/bin/doctrine-migrations migrate --no-interaction'];
  return [];
}
