import { cloudTargets } from '@groundwork/blueprint';
import * as vscode from 'vscode';
import { chosenName, type Choice } from '../commands/arguments.ts';
import type { Command } from '../commands/command.ts';
import type { Cloud } from '../model/snapshot.ts';
import type { Current } from '../session/current.ts';
import type { CloudLogs } from './logs.ts';
import type { CloudPanels } from './panel.ts';
import { askDrift, askState, destroy, giveSecret } from './work.ts';

const titles = { kubernetes: 'Kubernetes', aws: 'Amazon Web Services', gcp: 'Google Cloud', azure: 'Azure' } as const;
const none = 'No environment of a cloud is there yet: add one, or plan one by the name of its target.';

export function cloudCommands(
  current: Current,
  { panels, logs }: { readonly panels: CloudPanels; readonly logs: CloudLogs },
): readonly Command[] {
  const chosen = (argument: unknown, title: string, fits: (cloud: Cloud) => boolean = () => true): Promise<string> =>
    chosenName(argument, title, current.snapshot.clouds.filter(fits).map(choiceOf), none);
  const isDeployed = ({ deployed }: Cloud): boolean => deployed !== null;
  return [
    { id: 'groundwork.addEnvironment', run: () => addEnvironment(current, panels) },
    {
      id: 'groundwork.planEnvironment',
      run: async (argument) => {
        const known = current.snapshot.clouds;
        const others = cloudTargets.filter((target) => !known.some(({ name }) => name === target));
        const choices = [
          ...known.map(choiceOf),
          ...others.map((target) => ({ name: target, detail: `${titles[target]}, as is usual there` })),
        ];
        await panels.open(await chosenName(argument, 'Plan which environment?', choices, none));
      },
    },
    {
      id: 'groundwork.checkEnvironment',
      run: async (argument) => {
        const name = await chosen(argument, 'Look at which environment?', isDeployed);
        const drifted = await vscode.window.withProgress({ location: { viewId: 'groundwork.environments' } }, async () => {
          await askState(current, name);
          return askDrift(current, name);
        });
        vscode.window.setStatusBarMessage(
          drifted.length === 0
            ? `$(check) ${name} is as it was deployed`
            : `$(warning) ${drifted.length} changed by somebody else in ${name}`,
          6000,
        );
      },
    },
    {
      id: 'groundwork.showEnvironmentLogs',
      run: async (argument) => logs.show(await chosen(argument, 'Whose logs?', isDeployed)),
    },
    {
      id: 'groundwork.setEnvironmentSecret',
      run: async (argument) => {
        const name = await chosen(argument, 'Give a value to which environment?');
        const secrets = await current.session().window.call('clouds/secrets', { name });
        const choices = secrets.map((each) => ({
          name: each.name,
          detail: each.given ? 'given' : each.required ? 'not given' : 'not given, optional',
        }));
        const secret = await chosenName(null, `Give the value of, in ${name}`, choices, 'No service asks for a value that only you have.');
        if (await giveSecret(current, name, secret)) vscode.window.setStatusBarMessage(`$(check) ${secret} is kept by ${name}`, 4000);
      },
    },
    { id: 'groundwork.destroyEnvironment', run: async (argument) => destroy(current, await chosen(argument, 'Remove which environment?')) },
    {
      id: 'groundwork.removeEnvironment',
      run: async (argument) => {
        const name = await chosen(argument, 'Take which environment out of groundwork.yaml?', ({ declared }) => declared);
        await current.session().window.call('clouds/remove', { name });
        vscode.window.setStatusBarMessage(`$(check) ${name} is no longer in groundwork.yaml`, 4000);
      },
    },
  ];
}

const choiceOf = ({ name, target, region }: Cloud): Choice => ({ name, detail: [target, region].filter(Boolean).join(' · ') });

async function addEnvironment(current: Current, panels: CloudPanels): Promise<void> {
  const picked = await vscode.window.showQuickPick(
    cloudTargets.map((target) => ({ label: titles[target], target })),
    { title: 'Where is it?' },
  );
  if (!picked) return;
  const taken = new Set(current.snapshot.clouds.map((each) => each.name));
  const name = await vscode.window.showInputBox({
    title: 'What is it called?',
    value: taken.has('staging') ? '' : 'staging',
    validateInput: (text) =>
      taken.has(text)
        ? `There is a ${text} already`
        : /^(?!local$)[a-z0-9][a-z0-9-]{0,29}$/.test(text)
          ? null
          : 'Small letters, digits and -, at most 30',
  });
  if (!name) return;
  const place = picked.target === 'kubernetes' ? 'Context of the kubeconfig' : 'Region';
  const given = await vscode.window.showInputBox({ title: place, prompt: 'Enter takes what is usual for you there' });
  if (given === undefined) return;
  const where = given.trim() === '' ? {} : picked.target === 'kubernetes' ? { context: given.trim() } : { region: given.trim() };
  await current.session().window.call('clouds/add', { name, settings: { target: picked.target, ...where } });
  await panels.open(name);
}
