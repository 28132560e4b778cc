import type { Decisions } from '@groundwork/blueprint';
import type { Severity } from './finding.ts';
import type { Report, Rule } from './rule.ts';
import type { TextFile } from './text-file.ts';

/** How bad a person says it is, else the rule; `null` where they do not want to hear of it. */
export function levelOf(rule: Rule, report: Report, { checks = {} }: Decisions): Severity | null {
  const said = checks[rule.id];
  const { severity, ignore = [] } = typeof said === 'string' ? { severity: said } : (said ?? {});
  if (severity === 'off' || ignore.some((path) => isIn(report.file, path))) return null;
  return severity ?? report.severity ?? rule.severity;
}

function isIn(file: string, path: string): boolean {
  const plain = path.replace(/^\.\//, '').replace(/\/+$/, '');
  return plain === '.' || file === plain || file.startsWith(`${plain}/`);
}

/** Whether a comment on the line, or on one of its own right above, says that this is meant: `groundwork: allow RULE, RULE`. */
export function allowedIn(file: TextFile | null, line: number, rule: string): boolean {
  if (!file) return false;
  const above = file.line(line - 1);
  return allows(file.line(line), rule) || (/^\s*(\/\/|#|\/\*|\*|--|;|<!--)/.test(above) && allows(above, rule));
}

function allows(text: string, rule: string): boolean {
  const said = /groundwork:\s*allow\s+([\w-]+(?:\s*,\s*[\w-]+)*)/.exec(text)?.[1];
  return said !== undefined && said.split(/\s*,\s*/).includes(rule);
}
