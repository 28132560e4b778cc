import type { TicketShown, WindowConnection } from '@groundwork/protocol';
import * as vscode from 'vscode';

/** Opens a pull request of a ticket's branch, once a person has seen where it goes: it leaves the machine. */
export async function openRequest(window: WindowConnection, id: string): Promise<TicketShown | null> {
  const { to, into, base } = await window.call('tickets/place', { id });
  const open = 'Push and Open';
  const detail = `The branch of this ticket is pushed to ${to}. The request goes into ${base ?? 'the main branch'}${into === to ? '' : ` of ${into}`}, and says what was asked for, what was executed and what it cost.`;
  const chosen = await vscode.window.showWarningMessage(`Open a pull request for ${id}?`, { modal: true, detail }, open);
  return chosen === open ? window.call('tickets/publish', { id }) : null;
}
