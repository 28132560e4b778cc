import type { Finding } from '@groundwork/check';
import type { GroundworkError } from '@groundwork/host';
import type { Problem } from '../protocol.ts';
import type { Snapshot } from './workspace.ts';

/** Everything that is wrong with the workspace, in the form of the editor. */
export const problemsOf = ({ wrong, findings }: Snapshot): readonly Problem[] => [
  ...(wrong ? [fromError(wrong)] : []),
  ...findings.map(fromFinding),
];

/** The place of a finding as the Language Server Protocol writes it. */
export const rangeOfFinding = ({ startLine, startColumn, endLine, endColumn }: Finding['range']): Problem['range'] => ({
  start: { line: startLine, character: startColumn },
  end: { line: endLine, character: endColumn },
});

function fromFinding({ rule, severity, message, file, range, service, fix, more }: Finding): Problem {
  return { rule, severity, message, file, range: rangeOfFinding(range), service, fix: fix?.title ?? more };
}

function fromError({ code, message, where, fix }: GroundworkError): Problem {
  const [, file = 'groundwork.yaml', line = '1', column = '1'] = /^(.*?)(?::(\d+))?(?::(\d+))?$/.exec(where ?? '') ?? [];
  const start = { line: Number(line) - 1, character: Number(column) - 1 };
  return { rule: code, severity: 'error', message, file, range: { start, end: start }, service: null, fix };
}
