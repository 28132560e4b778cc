import type { Report, Whole } from '../../rule.ts';

/** Models of a Prisma schema with migrations beside it, that none of them makes. */
export function changedPrismaModels(whole: Whole): Report[] {
  const { repository } = whole;
  const found: Report[] = [];
  for (const path of repository.paths) {
    if (!path.endsWith('schema.prisma')) continue;
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const migrations = repository.paths.filter((each) => each.startsWith(`${folder}migrations/`) && each.endsWith('/migration.sql'));
    const file = whole.file(path);
    if (migrations.length === 0 || !file || /provider\s*=\s*"mongodb"/.test(file.text)) continue;
    const sql = migrations.map((each) => repository.text(each));
    // A migration too large to be kept may hold anything.
    if (sql.includes(null)) continue;
    const text = sql.join('\n');
    for (const model of file.text.matchAll(/^model\s+(\w+)\s*\{([^}]*)\}/gm)) {
      const [whole_, name = '', body = ''] = model;
      const table = /@@map\(\s*(?:name:\s*)?"([^"]+)"/.exec(body)?.[1] ?? name;
      if (/@@ignore/.test(body)) continue;
      const line = file.range(model.index, model.index + whole_.length).startLine + 1;
      if (!names(text, table)) {
        found.push({
          file: path,
          range: file.rangeOnLine(line, name),
          message: `No migration makes the table of ${name}: \`prisma migrate deploy\` leaves it out, and every query of it fails.`,
          more: 'Make it with `npx prisma migrate dev` and commit it.',
        });
        continue;
      }
      for (const [offset, row] of body.split('\n').entries()) {
        const column = columnOf(row, file.text);
        if (column === null || names(text, column.name)) continue;
        found.push({
          file: path,
          range: file.rangeOnLine(line + offset, column.field),
          message: `No migration makes the column ${column.name} of ${name}: \`prisma migrate deploy\` leaves it out, and every query of ${name} fails.`,
          more: 'Make it with `npx prisma migrate dev` and commit it.',
        });
      }
    }
  }
  return found;
}

const names = (sql: string, name: string): boolean =>
  sql.includes(`"${name}"`) ||
  sql.includes(`\`${name}\``) ||
  sql.includes(`[${name}]`) ||
  new RegExp(`\\b${name.replaceAll(/\W/g, String.raw`\$&`)}\\b`).test(sql);

const scalars = /^(String|Boolean|Int|BigInt|Float|Decimal|DateTime|Json|Bytes)\b/;

/** The column that a line of a model stands for: not relations, which are no columns. */
function columnOf(row: string, schema: string): { field: string; name: string } | null {
  const [, field, type] = /^\s+(\w+)\s+(\w+)/.exec(row) ?? [];
  if (field === undefined || type === undefined || /@ignore|@relation/.test(row)) return null;
  if (!scalars.test(type) && !new RegExp(`^enum\\s+${type}\\b`, 'm').test(schema)) return null;
  return { field, name: /@map\(\s*(?:name:\s*)?"([^"]+)"/.exec(row)?.[1] ?? field };
}
