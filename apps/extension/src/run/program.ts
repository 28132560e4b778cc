import type { Service } from '@groundwork/blueprint';
import * as vscode from 'vscode';
import { chosenName } from '../commands/arguments.ts';
import type { Command } from '../commands/command.ts';
import { isProgram } from '../model/look.ts';
import { openServerTerminal } from '../resources/terminal.ts';
import type { Current } from '../session/current.ts';
import { wordsIn } from './words.ts';

/** Jobs and trainings, which are run when somebody asks, as `gw run` does: in a terminal, with what they need. */
export function programCommands(current: Current, memory: vscode.Memento): readonly Command[] {
  const choose = async (argument: unknown): Promise<Service> => {
    const services = (current.snapshot.blueprint?.services ?? []).filter(isProgram);
    const choices = services.map(({ name, kind, start }) => ({ name, detail: [kind, start].join(' · ') }));
    const name = await chosenName(argument, 'Run which?', choices, 'There is no job or training here that can be run.');
    const service = services.find((each) => each.name === name);
    if (!service) throw new vscode.CancellationError();
    return service;
  };
  const run = ({ name }: Service, words: readonly string[]): void => {
    const options = words.length === 0 ? [] : ['--', ...words];
    openServerTerminal(current.session(), name, { words: ['run', name, ...options], icon: 'play-circle', stays: true });
  };
  return [
    { id: 'groundwork.runService', run: async (argument) => run(await choose(argument), []) },
    {
      id: 'groundwork.runServiceWith',
      run: async (argument) => {
        const service = await choose(argument);
        const kept = `options of ${service.name}`;
        const text = await vscode.window.showInputBox({
          title: `Run ${service.name} with options`,
          prompt: service.start ?? '',
          value: memory.get(kept, ''),
          placeHolder: '--epochs 3',
          validateInput: problemOf,
        });
        if (text === undefined) return;
        await memory.update(kept, text);
        run(service, wordsIn(text) ?? []);
      },
    },
  ];
}

/** What begins with a word would be another program in place of the service's own. */
function problemOf(text: string): string | null {
  const words = wordsIn(text);
  if (words === null) return 'A quote is not closed';
  const [first] = words;
  return first === undefined || first.startsWith('-') ? null : 'Options begin with -';
}
