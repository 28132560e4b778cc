import * as vscode from 'vscode';
import { changed } from '../model/clouds.ts';
import { activityText } from '../model/activities.ts';
import type { Current } from '../session/current.ts';
import type { CloudPlan } from './model.ts';

/** Deploys what the plan says, which a person read and agreed to. Throws what went wrong. */
export async function deploy(
  current: Current,
  { plan, stop }: { readonly plan: CloudPlan; readonly stop: AbortController },
): Promise<void> {
  const session = current.session();
  const { environment: name } = plan;
  const status = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: `Deploying to ${name}`, cancellable: true },
    async (progress, token) => {
      token.onCancellationRequested(() => stop.abort());
      const watch = session.onChange(({ clouds }) => {
        const last = clouds.find((each) => each.name === name)?.activities.at(-1);
        if (last) progress.report({ message: activityText(last) });
      });
      try {
        return await session.window.call('clouds/deploy', { name, plan }, stop.signal);
      } finally {
        watch.dispose();
      }
    },
  );
  session.update({ clouds: changed(session.snapshot.clouds, name, () => ({ status })) });
  const open = status.services.filter(({ url }) => url !== null).slice(0, 3);
  void vscode.window
    .showInformationMessage(`${plan.name} is deployed to ${name}`, ...open.map((each) => `Open ${each.name}`))
    .then((chosen) => {
      const url = open.find((each) => chosen === `Open ${each.name}`)?.url;
      if (url) void vscode.env.openExternal(vscode.Uri.parse(url, true));
    });
}

/** Asks an engine how its environment is, and whether others changed it. */
export async function askState(current: Current, name: string): Promise<void> {
  const session = current.session();
  const status = await session.window.call('clouds/status', { name });
  session.update({ clouds: changed(session.snapshot.clouds, name, () => ({ status })) });
}

export async function askDrift(current: Current, name: string): Promise<readonly string[]> {
  const session = current.session();
  const { drifted } = await session.window.call('clouds/drift', { name });
  const natives = drifted.map(({ native, drift }) => (drift === 'changed' ? native : `${native} (${drift})`));
  session.update({ clouds: changed(session.snapshot.clouds, name, () => ({ drifted: natives })) });
  return natives;
}

/** Gives a value to the secret store of an environment. Whether one was given. */
export async function giveSecret(current: Current, name: string, secret: string): Promise<boolean> {
  const value = await vscode.window.showInputBox({
    title: secret,
    prompt: `Kept by the secret store of ${name}, never logged. What runs there gets it with the next deployment.`,
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => (text === '' ? 'A value is needed; Escape leaves it as it is' : null),
  });
  if (!value) return false;
  await current.session().window.call('clouds/setSecret', { name, secret, value });
  return true;
}

/** Removes an environment after a person agreed; data only where they type the name of what holds it. */
export async function destroy(current: Current, name: string): Promise<void> {
  const session = current.session();
  const { stateful, where, phase } = await session.window.call('clouds/status', { name });
  if (phase === 'absent') return void vscode.window.showInformationMessage(`Nothing is deployed to ${name}.`);
  const remove = 'Remove';
  const kept = stateful.length === 0 ? '' : ` What holds data (${stateful.join(', ')}) is asked about one by one.`;
  const detail = `Everything that was deployed there goes.${kept} The code is not touched.`;
  if ((await vscode.window.showWarningMessage(`Remove ${name} from ${where}?`, { modal: true, detail }, remove)) !== remove) return;
  const deleting: string[] = [];
  for (const resource of stateful) {
    const typed = await vscode.window.showInputBox({
      title: `${resource} holds data`,
      prompt: `Type ${resource} to delete it with its data. Enter keeps it, Escape stops everything.`,
      ignoreFocusOut: true,
      validateInput: (text) => (text === '' || text === resource ? null : `Type ${resource}, or nothing`),
    });
    if (typed === undefined) return;
    if (typed === resource) deleting.push(resource);
  }
  const { kept: left, left: stuck } = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: `Removing ${name}` },
    () => session.window.call('clouds/destroy', { name, deleting }),
  );
  const rest = [
    left.length > 0 ? `kept: ${left.join(', ')}` : '',
    stuck.length > 0 ? `could not be removed: ${stuck.join(', ')}` : '',
  ].filter(Boolean);
  void vscode.window.showInformationMessage(`${name} is removed${rest.length > 0 ? `; ${rest.join('; ')}` : ''}.`);
}
