import { buildApplication, buildRouteMap, text_en, type Application, type ApplicationText } from '@stricli/core';
import type { CliContext } from './context.ts';
import { hidden, routes } from './commands/index.ts';
import { exitCodeOf } from './errors/exit-code.ts';
import { printError, printUsageError } from './errors/print.ts';
import { version } from './version.ts';

/** The command line as data: its commands, and how it says that something went wrong. */
export function createApplication(context: CliContext): Application<CliContext> {
  const root = buildRouteMap<string, CliContext>({
    routes,
    docs: { brief: 'Open a repository; it runs. On this machine with real services, and in your cloud.', hideRoute: hidden },
  });
  return buildApplication(root, {
    name: 'groundwork',
    versionInfo: { currentVersion: version },
    scanner: { caseStyle: 'allow-kebab-for-camel', allowArgumentEscapeSequence: true },
    documentation: { caseStyle: 'convert-camel-to-kebab', useAliasInUsageLine: false, disableAnsiColor: !context.out.colour },
    localization: { text: createText(context) },
    determineExitCode: (error) => exitCodeOf(error, context.host.signal),
  });
}

function createText(context: CliContext): ApplicationText {
  const broken = (error: unknown): string => printError(error, context);
  return {
    ...text_en,
    briefs: {
      ...text_en.briefs,
      help: 'Print help and exit',
      helpAll: 'Print help with hidden commands and exit',
      version: 'Print the version and exit',
    },
    exceptionWhileParsingArguments: (error) => printUsageError(error instanceof Error ? error.message : String(error), context),
    noCommandRegisteredForInput: ({ input, corrections }) => printUsageError(unknownCommand(input, corrections), context),
    exceptionWhileLoadingCommandFunction: broken,
    exceptionWhileLoadingCommandContext: broken,
    exceptionWhileRunningCommand: broken,
    commandErrorResult: broken,
  };
}

function unknownCommand(input: string, corrections: readonly string[]): string {
  const guess = corrections.length > 0 ? `; did you mean ${corrections.join(' or ')}?` : '';
  return `There is no command \`${input}\`${guess}`;
}
