import { GroundworkError } from '@groundwork/host';
import * as vscode from 'vscode';
import { chosenName } from '../commands/arguments.ts';
import type { Command } from '../commands/command.ts';
import { isRestartable, stateLooks } from '../model/look.ts';
import type { Current } from '../session/current.ts';
import type { PlanPanel } from './panel.ts';
import { bringUp, putAway, restart } from './run.ts';

export function runCommands(current: Current, plan: PlanPanel): readonly Command[] {
  return [
    {
      id: 'groundwork.up',
      run: async () => {
        const preview = await current.session().window.call('environment/preview', {});
        if (preview.nothing) throw nothingToRun(preview.nothing);
        if (preview.trusted) await bringUp(current, { trust: false, install: false });
        else plan.open(preview);
      },
    },
    {
      id: 'groundwork.showPlan',
      run: async () => {
        const preview = await current.session().window.call('environment/preview', {});
        if (preview.nothing) throw nothingToRun(preview.nothing);
        plan.open(preview);
      },
    },
    {
      id: 'groundwork.restartService',
      run: async (argument) => {
        const { status, busy } = current.snapshot;
        const choices = status?.running && busy === null ? status.services.filter(isRestartable) : [];
        const offered = choices.map(({ name, state }) => ({ name, detail: stateLooks[state].word }));
        const name = await chosenName(argument, 'Restart which?', offered, 'No service is up that could be started anew.');
        await restart(current, name);
      },
    },
    { id: 'groundwork.down', run: () => putAway(current, 'down') },
    {
      id: 'groundwork.reset',
      run: async () => {
        const { name, blueprint } = current.snapshot;
        const kept = (blueprint?.resources ?? []).map((each) => each.name).join(', ');
        const reset = 'Delete the Data';
        const chosen = await vscode.window.showWarningMessage(
          `Stop ${name} and delete the data of its local environment?`,
          {
            modal: true,
            detail: `${kept === '' ? 'What its services kept' : `Everything in ${kept}`} is gone for good. The code is not touched.`,
          },
          reset,
        );
        if (chosen === reset) await putAway(current, 'reset');
      },
    },
    {
      id: 'groundwork.retry',
      run: async () => {
        const folder = vscode.workspace.workspaceFolders?.[0];
        if (folder) await current.open(folder);
      },
    },
    {
      id: 'groundwork.chooseFolder',
      run: async () => {
        const folder = await vscode.window.showWorkspaceFolderPick({ placeHolder: 'Which folder should Groundwork look at?' });
        if (folder) await current.open(folder);
      },
    },
    { id: 'groundwork.refresh', run: () => current.session().refresh() },
  ];
}

function nothingToRun({ message, fix }: { readonly message: string; readonly fix: string | null }): GroundworkError {
  return new GroundworkError({ code: 'extension.nothing_to_run', message, ...(fix === null ? {} : { fix }) });
}
