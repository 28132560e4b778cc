import { GroundworkError } from '@groundwork/host';
import type { ResultOf } from '@groundwork/protocol';
import * as vscode from 'vscode';
import { z } from 'zod';
import { chosenName } from '../commands/arguments.ts';
import type { Command } from '../commands/command.ts';
import { definitionOf } from '../model/look.ts';
import type { Current } from '../session/current.ts';
import type { SideBar } from '../sidebar/show.ts';
import { resourceTitle } from '../sidebar/trees/resources.ts';
import type { Looking } from './looking.ts';
import { openQuery, runQuery, type QueryShown } from './query/run.ts';
import { openServerTerminal } from './terminal.ts';

const rowsArgument = z.object({ name: z.string(), place: z.array(z.string()) });
const pageSize = 200;

export function resourceCommands(current: Current, shown: QueryShown & { readonly sideBar: SideBar }): readonly Command[] {
  const { rows, looking, sideBar } = shown;
  const choose = (argument: unknown, title: string): Promise<string> => {
    const resources = (current.snapshot.blueprint?.resources ?? []).filter(
      ({ type }) => definitionOf(type).port !== null || type === 'sqlite',
    );
    const choices = resources.map((resource) => ({ name: resource.name, detail: resourceTitle(resource) }));
    return chosenName(argument, title, choices, 'There is no resource here that can be opened.');
  };
  return [
    {
      id: 'groundwork.openResource',
      run: async (argument) => {
        const name = await choose(argument, 'Look inside');
        const resource = await opened(looking, name);
        const { browse, page, query } = resource;
        if (browse) await sideBar.revealContents(name);
        else if (page !== null) await vscode.env.openExternal(vscode.Uri.parse(page, true));
        else if (query !== null) await openQuery({ ...resource, query }, null);
        else await vscode.commands.executeCommand('groundwork.connectResource', { name });
      },
    },
    {
      id: 'groundwork.connectResource',
      run: async (argument) => {
        const name = await choose(argument, 'Connect to');
        openServerTerminal(current.session(), name, { words: ['connect', name], icon: 'database', stays: true });
      },
    },
    {
      id: 'groundwork.queryResource',
      run: async (argument) => {
        const name = await choose(argument, 'Ask');
        const resource = await opened(looking, name);
        const { query } = resource;
        if (query === null)
          throw new GroundworkError({
            code: 'extension.no_query',
            message: `${name} has no language to ask it in here`,
            fix: 'Groundwork: Connect to Resource opens its client in a terminal',
          });
        await openQuery({ ...resource, query }, lineIn(argument)?.place ?? null);
      },
    },
    { id: 'groundwork.runQuery', run: (argument) => runQuery(current, shown, argument) },
    {
      id: 'groundwork.showRows',
      run: async (argument) => {
        const { name, place } = lineIn(argument) ?? rowsArgument.parse(argument);
        const source = {
          title: place.at(-1) ?? name,
          subtitle: [name, ...place.slice(0, -1)].join(' / '),
          paged: true,
          resource: name,
          read: async (offset: number, signal: AbortSignal) => {
            await looking.open(name);
            const asked = { name, place: [...place], offset, limit: pageSize };
            return { rows: await current.session().window.call('resources/read', asked, signal), said: '' };
          },
        };
        await rows.show(JSON.stringify([name, ...place]), source, vscode.ViewColumn.Active);
      },
    },
    { id: 'groundwork.refreshResources', run: () => sideBar.reloadEntries() },
  ];
}

/** Asked for by a line of the side bar: its command carries where it leads. */
function lineIn(argument: unknown): z.infer<typeof rowsArgument> | null {
  const line = z.object({ command: z.object({ arguments: z.tuple([rowsArgument]) }) }).safeParse(argument);
  return line.data?.command.arguments[0] ?? null;
}

/** Opening one that is not up starts its server: that may take a while, and is said. */
function opened(looking: Looking, name: string): Thenable<ResultOf<'resources/open'>> {
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: `Opening ${name}` }, () => looking.open(name));
}
