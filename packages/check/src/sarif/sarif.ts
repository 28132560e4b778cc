import { createHash } from 'node:crypto';
import type { Edit, Finding, Range, Severity } from '../finding.ts';
import type { Rule } from '../rule.ts';
import { TextFile } from '../text-file.ts';

export interface SarifOptions {
  readonly rules: readonly Rule[];
  /** Version of the program. */
  readonly version: string;
  /** The text of a file that findings stand in, `null` when it is gone. */
  textOf(path: string): string | null;
}

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = { error: 'error', warning: 'warning', info: 'note' };

/** What paths are relative to. It is left open, so that a report means the same wherever the repository is. */
const root = 'SRCROOT';

/**
 * Findings as a SARIF 2.1.0 log (OASIS). Fingerprints stay the same when lines above are added or removed, and hold nothing of the text
 * a finding marks: that may be a secret.
 */
export function toSarif(findings: readonly Finding[], { rules, version, textOf }: SarifOptions): object {
  const texts = new Map<string, TextFile | null>();
  const fileOf = (path: string): TextFile | null => {
    const known = texts.get(path);
    if (known !== undefined) return known;
    const text = textOf(path);
    const file = text === null ? null : new TextFile(path, text);
    texts.set(path, file);
    return file;
  };
  const seen = new Map<string, number>();
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Groundwork',
            version,
            semanticVersion: version,
            rules: rules.map(({ id, title, help, severity }) => ({
              id,
              name: id.replace(/(^|-)(\w)/g, (_all, _hyphen, letter: string) => letter.toUpperCase()),
              shortDescription: { text: title },
              fullDescription: { text: plain(help) },
              help: { text: plain(help), markdown: help },
              defaultConfiguration: { level: levels[severity] },
              properties: { tags: ['deployment', ...(id === 'secret-in-code' ? ['security'] : [])] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [root]: { description: { text: 'The folder that was checked' } } },
        results: findings.map((finding) => ({
          ruleId: finding.rule,
          ruleIndex: rules.findIndex(({ id }) => id === finding.rule),
          level: levels[finding.severity],
          message: { text: finding.more === null ? finding.message : `${finding.message}\n${finding.more}` },
          locations: [{ physicalLocation: { artifactLocation: artifact(finding.file), region: region(finding.range) } }],
          partialFingerprints: { 'groundwork/v1': fingerprint(finding, fileOf(finding.file), seen) },
          ...(finding.fix ? { fixes: [{ description: { text: finding.fix.title }, artifactChanges: changes(finding.fix.edits) }] } : {}),
          ...(finding.service === null ? {} : { properties: { service: finding.service } }),
        })),
      },
    ],
  };
}

const artifact = (path: string): object => ({ uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: root });

const region = ({ startLine, startColumn, endLine, endColumn }: Range): object => ({
  startLine: startLine + 1,
  startColumn: startColumn + 1,
  endLine: endLine + 1,
  endColumn: endColumn + 1,
});

function changes(edits: readonly Edit[]): object[] {
  const files = [...new Set(edits.map(({ file }) => file))];
  return files.map((file) => ({
    artifactLocation: artifact(file),
    replacements: edits
      .filter((edit) => edit.file === file)
      .map(({ range, text }) => ({ deletedRegion: region(range), insertedContent: { text } })),
  }));
}

/** From what stands around it on its line rather than from where the line is; the same line twice is told apart by its count. */
function fingerprint({ rule, file, range }: Finding, text: TextFile | null, seen: Map<string, number>): string {
  const line = text?.line(range.startLine) ?? '';
  const around = line.slice(0, range.startColumn) + (range.endLine === range.startLine ? line.slice(range.endColumn) : '');
  const key = [rule, file, around.replaceAll(/\s+/g, ' ').trim()].join('\0');
  const count = seen.get(key) ?? 0;
  seen.set(key, count + 1);
  return `${createHash('sha256').update(key).digest('hex').slice(0, 32)}:${count}`;
}

const plain = (markdown: string): string => markdown.replaceAll('`', '').replaceAll('\n', ' ').replaceAll('  ', '\n\n');
