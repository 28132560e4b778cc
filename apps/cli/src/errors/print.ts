import { exitCodes, GroundworkError } from '@groundwork/host';
import type { CliContext } from '../context.ts';
import { visible } from '../terminal/text.ts';

type ErrorContext = Pick<CliContext, 'err' | 'json' | 'env' | 'host'>;

interface ErrorReport {
  readonly code: string;
  readonly message: string;
  readonly where: string | null;
  readonly fix: string | null;
  readonly exit: number;
}

/** The text for anything a command threw, without a line end. Empty when the person stopped it: they know. */
export function printError(error: unknown, context: ErrorContext): string {
  if (context.host.signal.aborted) return '';
  const report = reportOf(error, context);
  return context.json ? JSON.stringify({ error: report }) : format(report, context) + stackOf(error, context);
}

/** The text for a command line that makes no sense. */
export function printUsageError(message: string, context: ErrorContext): string {
  const report = { code: 'usage.invalid', message, where: null, fix: 'groundwork --help', exit: exitCodes.usage };
  return context.json ? JSON.stringify({ error: report }) : format(report, context);
}

function reportOf(error: unknown, context: ErrorContext): ErrorReport {
  if (error instanceof GroundworkError) {
    return { code: error.code, message: error.message, where: error.where, fix: error.fix, exit: error.exit };
  }
  const message = error instanceof Error ? error.message : String(error);
  const fix = context.env['GROUNDWORK_DEBUG'] ? null : 'This is a defect of Groundwork. GROUNDWORK_DEBUG=1 prints where it happened';
  return { code: 'internal', message, where: null, fix, exit: exitCodes.failed };
}

function format(report: ErrorReport, { err }: ErrorContext): string {
  const lines = [`${err.style.bad('✘')} ${visible(report.message, { keepLineEnds: true })}`];
  if (report.where !== null) lines.push(`  ${err.style.quiet('in ')} ${visible(report.where)}`);
  if (report.fix !== null) lines.push(`  ${err.style.quiet('fix')} ${visible(report.fix, { keepLineEnds: true })}`);
  return lines.join('\n');
}

function stackOf(error: unknown, { env }: ErrorContext): string {
  if (!env['GROUNDWORK_DEBUG'] || !(error instanceof Error)) return '';
  const cause = error.cause instanceof Error ? `\ncaused by ${error.cause.stack ?? error.cause.message}` : '';
  return `\n${error.stack ?? ''}${cause}`;
}
