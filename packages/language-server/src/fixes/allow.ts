import type { Edit, Finding, Fix } from '@groundwork/check';
import { decisionsFile } from '@groundwork/toolkit';
import { isMap, isSeq, parseDocument } from 'yaml';
import { linesIn, type Session } from '../session.ts';
import { linesOf } from '../text/lines.ts';

/** How a comment that takes a whole line is written, by the end of a file's name; formats without comments have none. */
const comments: readonly (readonly [RegExp, (text: string) => string])[] = [
  [/\.(jsx?|tsx?|[cm][jt]s|java|kts?|go|rs|cs|php|scala|groovy|gradle|proto|prisma|jsonc)$/i, (text) => `// ${text}`],
  [
    /\.(py|rb|rake|sh|bash|ya?ml|toml|tf|conf|cfg|properties|ex|exs|r)$|(^|\/)(dockerfile[^/]*|makefile|gemfile|procfile[^/]*|\.env[^/]*|requirements[^/]*\.txt)$/i,
    (text) => `# ${text}`,
  ],
  [/\.sql$/i, (text) => `-- ${text}`],
  [/\.(html?|xml|csproj|md)$/i, (text) => `<!-- ${text} -->`],
];

/** Says that a finding is meant: a comment above its line, or an entry in `groundwork.yaml` where the file takes no comments. */
export function allowEdit(finding: Finding, session: Session): Fix | null {
  const { rule, file, range } = finding;
  const [, comment] = comments.find(([pattern]) => pattern.test(file)) ?? [];
  if (!comment) return ignoreEdit(finding, session);
  const lines = linesIn(session, file);
  const above = lines[range.startLine - 1] ?? '';
  const said = /groundwork:\s*allow\s+[\w-]+(?:\s*,\s*[\w-]+)*/.exec(above);
  const title = `Allow ${rule} here`;
  if (said && comment('').trim() !== '' && above.trimStart().startsWith(comment('').trim().slice(0, 1))) {
    const column = said.index + said[0].length;
    return { title, edits: [insert(file, range.startLine - 1, column, `, ${rule}`)] };
  }
  const indent = /^\s*/.exec(lines[range.startLine] ?? '')?.[0] ?? '';
  return { title, edits: [insert(file, range.startLine, 0, `${indent}${comment(`groundwork: allow ${rule}`)}\n`)] };
}

function ignoreEdit({ rule, file }: Finding, { workspace }: Session): Fix | null {
  const text = workspace.text(decisionsFile) ?? '';
  const document = parseDocument(text);
  if (document.errors.length > 0 || (document.contents !== null && !isMap(document.contents))) return null;
  const said = document.getIn(['checks', rule]);
  if (typeof said === 'string') document.setIn(['checks', rule], document.createNode({ severity: said }));
  if (isSeq(document.getIn(['checks', rule, 'ignore']))) document.addIn(['checks', rule, 'ignore'], file);
  else document.setIn(['checks', rule, 'ignore'], document.createNode([file]));
  const last = linesOf(text).length - 1;
  const range = { startLine: 0, startColumn: 0, endLine: last, endColumn: linesOf(text)[last]?.length ?? 0 };
  return { title: `Allow ${rule} in this file`, edits: [{ file: decisionsFile, range, text: document.toString({ lineWidth: 0 }) }] };
}

const insert = (file: string, line: number, column: number, text: string): Edit => ({
  file,
  range: { startLine: line, startColumn: column, endLine: line, endColumn: column },
  text,
});
