import { GroundworkError } from '@groundwork/host';
import * as vscode from 'vscode';
import type { Current } from '../session/current.ts';
import { chosenName } from './arguments.ts';
import type { Command } from './command.ts';

export function serviceCommands(current: Current): readonly Command[] {
  const urlFor = async (argument: unknown, title: string): Promise<vscode.Uri> => {
    const open = (current.snapshot.status?.services ?? []).flatMap(({ name, url, state }) =>
      url === null || state !== 'ready' ? [] : [{ name, detail: url }],
    );
    const name = await chosenName(argument, title, open, 'No service has an address now.');
    const url = open.find((each) => each.name === name)?.detail;
    if (url === undefined)
      throw new GroundworkError({
        code: 'extension.no_address',
        message: `${name} has no address now`,
        fix: 'Run it, and wait until it is ready',
      });
    return vscode.Uri.parse(url, true);
  };
  return [
    // An editor in a browser forwards ports by itself: the address a person can reach may be another one.
    {
      id: 'groundwork.openService',
      run: async (argument) => void (await vscode.env.openExternal(await urlFor(argument, 'Open in the browser'))),
    },
    {
      id: 'groundwork.copyAddress',
      run: async (argument) => {
        const address = await vscode.env.asExternalUri(await urlFor(argument, 'Copy the address of'));
        await vscode.env.clipboard.writeText(address.toString(true));
      },
    },
    {
      id: 'groundwork.copyValue',
      run: async (argument) => {
        const label = typeof argument === 'object' && argument !== null && 'label' in argument ? argument.label : null;
        if (typeof label === 'string') await vscode.env.clipboard.writeText(label);
      },
    },
  ];
}
