import type { Blueprint, Evidence } from '@groundwork/blueprint';
import * as vscode from 'vscode';
import { z } from 'zod';
import type { Current } from '../session/current.ts';
import { besideIn, evidenceIn, nameIn } from './arguments.ts';
import type { Command } from './command.ts';
import { locationOf, showPlace } from './places.ts';

const placeSchema = z.object({ file: z.string(), line: z.int().min(0), beside: z.boolean().optional() });

export function evidenceCommands(current: Current): readonly Command[] {
  return [
    {
      id: 'groundwork.showEvidence',
      run: async (argument) => {
        const { blueprint } = current.snapshot;
        const given = evidenceIn(argument);
        const name = nameIn(argument);
        const evidence =
          given?.evidence ?? (blueprint && name !== null ? evidenceOf(name, blueprint) : blueprint ? allEvidence(blueprint) : []);
        await showEvidence(current, evidence, given?.beside ?? false);
      },
    },
    {
      id: 'groundwork.showFinding',
      run: async (argument) => {
        const { file, line, beside } = placeSchema.parse(argument);
        await showPlace(current.session().folder.uri, { file, line }, { beside: beside ?? false });
      },
    },
    { id: 'groundwork.check', run: () => showFindings(current) },
    { id: 'groundwork.showFailure', run: (argument) => showFailure(current, nameIn(argument), besideIn(argument)) },
  ];
}

/** They are kept up to date with every keystroke: nothing has to be looked for first. */
async function showFindings({ snapshot }: Current): Promise<void> {
  if (snapshot.findings.length > 0) await vscode.commands.executeCommand('workbench.actions.view.problems');
  else if (snapshot.blueprint) void vscode.window.showInformationMessage('Nothing was found that would fail in a deployment.');
  else void vscode.window.showInformationMessage('The repository is still being read.');
}

/** Where a failure came from, where that is known, and what it said. */
async function showFailure(current: Current, name: string | null, beside: boolean): Promise<void> {
  const { status } = current.snapshot;
  const parts = [...(status?.services ?? []), ...(status?.resources ?? [])];
  const failed = parts.find((each) => (name === null ? each.state === 'failed' : each.name === name));
  if (!failed) return;
  const place = failed.reason?.where ? locationOf(failed.reason.where) : null;
  if (place) await showPlace(current.session().folder.uri, place, { beside });
  else await vscode.commands.executeCommand('groundwork.showLogs', { name: failed.name });
}

/** One place is gone to; of several a list is shown, and each is seen while it is looked at. */
export async function showEvidence(current: Current, evidence: readonly Evidence[], beside: boolean): Promise<void> {
  const folder = current.session().folder.uri;
  const places = evidence.filter(
    (each, index) => evidence.findIndex(({ file, line }) => file === each.file && line === each.line) === index,
  );
  const [first, ...others] = places;
  if (!first) return;
  const show = ({ file, line }: Evidence, preview: boolean): Promise<void> =>
    showPlace(folder, { file, line: line - 1 }, { beside: beside || preview });
  if (others.length === 0) {
    await show(first, false);
    return;
  }
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly evidence: Evidence }>();
  pick.title = 'Read in several places';
  pick.items = places.map((each) => ({ label: `${each.file}:${each.line}`, description: each.why, evidence: each }));
  pick.matchOnDescription = true;
  pick.onDidChangeActive(([active]) => void (active && show(active.evidence, true).catch(() => {})));
  pick.onDidAccept(() => {
    const [chosen] = pick.selectedItems;
    pick.hide();
    if (chosen) void show(chosen.evidence, false).catch(() => {});
  });
  pick.onDidHide(() => pick.dispose());
  pick.show();
}

function evidenceOf(name: string, { services, resources }: Blueprint): readonly Evidence[] {
  const service = services.find((each) => each.name === name);
  if (service) return service.evidence;
  const uses = services.flatMap((each) => each.uses.filter(({ resource }) => resource === name));
  return [...(resources.find((each) => each.name === name)?.evidence ?? []), ...uses.flatMap(({ evidence }) => evidence)];
}

function allEvidence({ services, resources }: Blueprint): readonly Evidence[] {
  return [...services, ...resources].flatMap(({ name, evidence }) => evidence.map((each) => ({ ...each, why: `${name}: ${each.why}` })));
}
