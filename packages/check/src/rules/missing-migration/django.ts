import { isTest, visit, type Expression, type Module } from '@groundwork/scan';
import type { Report, Whole } from '../../rule.ts';

/** What an app's migrations make: model to its fields, all in lower case. */
type Made = ReadonlyMap<string, ReadonlySet<string>>;

/** Models and fields of Django apps that no migration of the app makes. */
export async function changedDjangoModels(whole: Whole): Promise<Report[]> {
  const { repository } = whole;
  const found: Report[] = [];
  const isDjango = [...whole.services.values()].some(({ draft }) =>
    [...draft.component.dependencies.keys()].some((name) => name.toLowerCase() === 'django'),
  );
  if (!isDjango) return found;
  for (const path of repository.paths) {
    const app = /^(.*?)(?:\/)?models\.py$/.exec(path)?.[1];
    if (app === undefined || (app !== '' && !path.endsWith('/models.py')) || /(^|\/)models$/.test(app) || isTest(path)) continue;
    const folder = app === '' ? 'migrations' : `${app}/migrations`;
    const migrations = repository.filesIn(folder).filter((each) => /\/\d{4}_\w+\.py$/.test(each));
    const models = repository.modules.get(path);
    const file = models && whole.file(path);
    if (!models || !file) continue;
    const service = [...whole.services].find(([, reading]) => reading.owns(path))?.[0] ?? null;
    if (service === null) continue;
    const modules = migrations.flatMap((each) => repository.modules.get(each) ?? []);
    if (modules.length !== migrations.length) continue;
    const made = madeBy(modules);
    if (made === null) continue;
    for (const model of models.classes) {
      if (!isModel(model.bases) || isLeftOut(model.line, file.text, model.name)) continue;
      const fields = made.get(model.name.toLowerCase());
      if (!fields) {
        if (!isInstalled(app, whole)) continue;
        found.push({
          file: path,
          range: file.rangeOnLine(model.line, model.name),
          service,
          message: `No migration makes the table of ${model.name}: a new database does not have it, and every query of it fails.`,
          more: 'Make it with `python manage.py makemigrations` and commit it.',
        });
        continue;
      }
      for (const field of model.fields) {
        if (!field.value || !isField(field.value) || fields.has(field.name.toLowerCase())) continue;
        found.push({
          file: path,
          range: file.rangeOnLine(field.line, field.name),
          service,
          message: `No migration makes the column ${field.name} of ${model.name}: a database that is brought up to date does not have it, and every query of ${model.name} fails.`,
          more: 'Make it with `python manage.py makemigrations` and commit it.',
        });
      }
    }
  }
  return found;
}

const isModel = (bases: readonly Expression[]): boolean =>
  bases.some((base) => base.kind === 'member' && base.object.kind === 'name' && base.object.name === 'models' && base.name === 'Model');

/** Calls that make a column or a table: not managers, not what is worked out, not generic relations. */
function isField(value: Expression): boolean {
  if (value.kind !== 'call') return false;
  const { callee } = value;
  const name = callee.kind === 'member' || callee.kind === 'name' ? callee.name : '';
  return (
    /(Field|ForeignKey)$/.test(name) &&
    !/^(Generic|SerializerMethod|FormField|Composite)/.test(name) &&
    callee.kind === 'member' &&
    callee.object.kind === 'name' &&
    callee.object.name === 'models'
  );
}

/** Abstract, a proxy or somebody else's table: said in `class Meta`. */
function isLeftOut(line: number, text: string, name: string): boolean {
  const lines = text.split('\n').slice(line - 1);
  const end = lines.findIndex((each, at) => at > 0 && /^\S/.test(each) && !each.startsWith('#') && !each.startsWith(')'));
  const body = (end < 0 ? lines : lines.slice(0, end)).join('\n');
  return /^\s+(abstract|proxy)\s*=\s*True|^\s+managed\s*=\s*False|^\s+app_label\s*=/m.test(body) || name.startsWith('_');
}

/** A folder may hold models that are not used. */
function isInstalled(app: string, { mentions, repository }: Whole): boolean {
  if (!repository.has(`${app}/apps.py`)) return false;
  const name = app.slice(app.lastIndexOf('/') + 1);
  return name !== '' && mentions('INSTALLED_APPS').length > 0 && mentions(name).some((path) => /settings/.test(path));
}

/** What the migrations make, one after the other; `null` where one does something that cannot be followed. */
function madeBy(migrations: readonly Module[]): Made | null {
  const made = new Map<string, Set<string>>();
  const fieldsOf = (model: string): Set<string> => {
    const key = model.toLowerCase();
    const known = made.get(key) ?? new Set<string>();
    made.set(key, known);
    return known;
  };
  for (const module of migrations.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    for (const { fields } of module.classes) {
      const operations = fields.find(({ name }) => name === 'operations')?.value;
      if (operations && operations.kind !== 'list') return null;
      for (const whole of operations?.items ?? []) {
        visit(whole, (operation) => {
          if (operation.kind !== 'call' || operation.callee.kind !== 'member') return;
          const told = (name: string, position: number): Expression | undefined => operation.named[name] ?? operation.args[position];
          const text = (name: string, position: number): string => textOf(told(name, position));
          switch (operation.callee.name) {
            case 'CreateModel': {
              const own = fieldsOf(text('name', 0));
              const list = told('fields', 1);
              for (const item of list?.kind === 'list' ? list.items : []) own.add(firstText(item).toLowerCase());
              return;
            }
            case 'AddField':
              fieldsOf(text('model_name', 0)).add(text('name', 1).toLowerCase());
              return;
            case 'RenameField':
              fieldsOf(text('model_name', 0)).add(text('new_name', 2).toLowerCase());
              return;
            case 'RenameModel': {
              for (const field of fieldsOf(text('old_name', 0))) fieldsOf(text('new_name', 1)).add(field);
              return;
            }
            default:
          }
        });
      }
    }
  }
  return made;
}

const textOf = (expression: Expression | undefined): string => (expression?.kind === 'literal' ? String(expression.value) : '');

/** The first text of a pair. */
function firstText(expression: Expression): string {
  let found = '';
  visit(expression, (each) => {
    if (found === '' && each.kind === 'literal' && typeof each.value === 'string') found = each.value;
  });
  return found;
}
