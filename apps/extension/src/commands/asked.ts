import * as vscode from 'vscode';
import type { Current } from '../session/current.ts';
import { secretState } from '../sidebar/trees/asked.ts';
import { chosenName, idIn, nameIn } from './arguments.ts';
import type { Command } from './command.ts';

export function askedCommands(current: Current): readonly Command[] {
  return [
    { id: 'groundwork.answerQuestion', run: (argument) => answerQuestion(current, argument) },
    { id: 'groundwork.setSecret', run: (argument) => setSecret(current, argument) },
    { id: 'groundwork.removeSecret', run: (argument) => removeSecret(current, argument) },
  ];
}

async function answerQuestion(current: Current, argument: unknown): Promise<void> {
  const questions = current.snapshot.blueprint?.questions ?? [];
  const choices = questions.map(({ id, ask }) => ({ name: id, detail: ask }));
  // Lines of the side bar carry the id as their name: their own id is the view's.
  const given = idIn(argument) ?? nameIn(argument);
  const known = questions.some(({ id }) => id === given) ? { name: given } : { name: nameIn(argument) };
  const id = await chosenName(known, 'Which question?', choices, 'Nothing is left open: the code decides everything.');
  const question = questions.find((each) => each.id === id);
  if (!question) return;

  const other = 'Something else ...';
  const options = [...new Set([...question.options, ...(question.default === null ? [] : [question.default])])];
  const items: vscode.QuickPickItem[] = [
    ...options.map((option) => ({ label: option, description: option === question.default ? 'the default, used now' : '' })),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { label: other, alwaysShow: true },
  ];
  const picked =
    options.length === 0 ? { label: other } : await vscode.window.showQuickPick(items, { title: question.ask, placeHolder: id });
  if (!picked) return;
  const value =
    picked.label === other ? await vscode.window.showInputBox({ title: question.ask, value: question.default ?? '' }) : picked.label;
  if (value === undefined) return;
  const { file } = await current.session().window.call('questions/answer', { id, value });
  vscode.window.setStatusBarMessage(`$(check) Kept in ${file}`, 4000);
}

async function setSecret(current: Current, argument: unknown): Promise<void> {
  const { secrets } = current.snapshot;
  const choices = secrets.map((secret) => ({ name: secret.name, detail: `${secretState(secret)} · ${secret.services.join(', ')}` }));
  const name = await chosenName(argument, 'Give the value of', choices, 'No service asks for a value that only you have.');
  const secret = secrets.find((each) => each.name === name);
  const value = await vscode.window.showInputBox({
    title: name,
    prompt: secret
      ? `For ${secret.services.join(', ')}. Kept on this machine for this folder, never logged.`
      : 'Kept on this machine for this folder, never logged.',
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => (text === '' ? 'A value is needed; Escape leaves it as it is' : null),
  });
  if (!value) return;
  const session = current.session();
  const { running } = await session.window.call('secrets/set', { name, value });
  await session.refresh();
  if (!running) return;
  const again = 'Run Again';
  const chosen = await vscode.window.showInformationMessage(`${name} is given. What runs was started without it.`, again);
  if (chosen === again) await vscode.commands.executeCommand('groundwork.up');
}

async function removeSecret(current: Current, argument: unknown): Promise<void> {
  const given = current.snapshot.secrets.filter((secret) => secret.given);
  const choices = given.map(({ name, services }) => ({ name, detail: services.join(', ') }));
  const name = await chosenName(argument, 'Take back the value of', choices, 'No value was given.');
  const session = current.session();
  await session.window.call('secrets/remove', { name });
  await session.refresh();
}
