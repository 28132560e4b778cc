import * as vscode from 'vscode';

/** What works on tickets where it is not what the command line takes. Settings of the machine: no repository chooses them. */
export function ticketSettings(): { readonly agent: string | null; readonly model: string | null } {
  const settings = vscode.workspace.getConfiguration('groundwork.tickets');
  const said = (name: string): string | null => settings.get<string>(name)?.trim() || null;
  return { agent: said('agent'), model: said('model') };
}

/** Asks for the model that works on tickets; whether one was chosen. */
export async function chooseTicketModel(): Promise<boolean> {
  const chosen = await vscode.window.showInputBox({
    title: 'Model that works on tickets',
    prompt:
      'As for `gw model use`: anthropic/claude-sonnet-4-5, ollama/qwen3-coder:30b, MODEL@http://127.0.0.1:8080/v1. Empty: the one `gw model` says',
    value: ticketSettings().model ?? '',
    ignoreFocusOut: true,
  });
  if (chosen === undefined) return false;
  await vscode.workspace.getConfiguration('groundwork.tickets').update('model', chosen.trim(), vscode.ConfigurationTarget.Global);
  return chosen.trim() !== '';
}
