import type { TicketSummary } from '@groundwork/protocol';
import * as vscode from 'vscode';
import { chosenName } from '../commands/arguments.ts';
import type { Command } from '../commands/command.ts';
import { locationOf, showPlace } from '../commands/places.ts';
import type { Current } from '../session/current.ts';
import type { DraftPanel } from './draft.ts';
import type { TicketPanels } from './panel.ts';

const none = 'No ticket is there yet. New Ticket begins one.';

export function ticketCommands(
  current: Current,
  { panels, draft }: { readonly panels: TicketPanels; readonly draft: DraftPanel },
): readonly Command[] {
  const chosen = (argument: unknown, title: string, fits: (ticket: TicketSummary) => boolean = () => true): Promise<string> =>
    chosenName(
      argument,
      title,
      current.snapshot.tickets.filter(fits).map(({ id, state, goal }) => ({ name: id, detail: `${state} · ${goal}` })),
      none,
    );
  return [
    { id: 'groundwork.newTicket', run: () => draft.open() },
    {
      id: 'groundwork.showTicket',
      run: async (argument) => {
        const id = await chosen(argument, 'Show which ticket?');
        const wrong = current.snapshot.tickets.find((each) => each.id === id && each.state === 'wrong');
        if (!wrong) return panels.open(id);
        const place = wrong.where === null ? null : locationOf(wrong.where);
        return showPlace(current.session().folder.uri, place ?? { file: wrong.file, line: 0 });
      },
    },
    {
      id: 'groundwork.openTicketFile',
      run: async (argument) => {
        const id = await chosen(argument, 'Open the file of which ticket?');
        const ticket = current.snapshot.tickets.find((each) => each.id === id);
        if (ticket) await vscode.window.showTextDocument(vscode.Uri.joinPath(current.session().folder.uri, ticket.file));
      },
    },
    {
      id: 'groundwork.stopTicket',
      run: async (argument) => {
        const id = await chosen(argument, 'Stop which ticket?', ({ state }) => state === 'working' || state === 'waiting');
        await current.session().window.call('tickets/stop', { id });
      },
    },
  ];
}
