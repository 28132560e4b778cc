import { checkFolder, severities } from '@groundwork/toolkit';
import { z } from 'zod';
import { pageInput, pageOf, pageOutput } from '../pages.ts';
import { defineTool } from '../tool.ts';

const severity = z.enum(severities);

export const checkTool = defineTool({
  name: 'check',
  title: 'What would fail in a deployment',
  description:
    'Findings of rules over the code: addresses and ports that only work on one machine, files a container loses, missing health routes, secrets in code, versions that do not fit. Nothing is run. Worst first.',
  changes: 'nothing',
  input: z.object({
    severity: severity.default('warning').describe('This and worse'),
    file: z.string().optional().describe('Only in this file, or below this folder'),
    ...pageInput(100, 30),
  }),
  output: z.strictObject({
    findings: z.array(
      z.strictObject({
        rule: z.string(),
        severity,
        file: z.string(),
        line: z.int(),
        service: z.string().nullable(),
        message: z.string(),
        fix: z.string().nullable().describe('A safe change, which `gw check --fix` makes'),
        more: z.string().nullable(),
      }),
    ),
    ...pageOutput,
  }),
  run: async ({ severity: least, file, ...page }, { workspace, host }) => {
    const { findings } = await checkFolder(workspace.dir, { host });
    const worst = (each: (typeof findings)[number]): number => severities.indexOf(each.severity);
    const wanted = findings
      .filter((each) => worst(each) <= severities.indexOf(least))
      .filter((each) => file === undefined || each.file === file || each.file.startsWith(`${file.replace(/\/$/, '')}/`))
      .sort((a, b) => worst(a) - worst(b));
    const { items, total, next } = pageOf(wanted, page);
    return {
      findings: items.map(({ rule, severity: how, file: at, range, service, message, fix, more }) => ({
        rule,
        severity: how,
        file: at,
        line: range.startLine + 1,
        service,
        message,
        fix: fix?.title ?? null,
        more,
      })),
      total,
      next,
    };
  },
});
