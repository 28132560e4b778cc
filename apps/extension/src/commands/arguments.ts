import { evidenceSchema } from '@groundwork/blueprint';
import * as vscode from 'vscode';
import { z } from 'zod';

const named = z.object({ name: z.string().min(1) });
const identified = z.object({ id: z.string().min(1) });
const evident = z.object({ evidence: z.array(evidenceSchema).min(1), beside: z.boolean().optional() });

export function nameIn(argument: unknown): string | null {
  return named.safeParse(argument).data?.name ?? null;
}

export function idIn(argument: unknown): string | null {
  return identified.safeParse(argument).data?.id ?? null;
}

export function evidenceIn(argument: unknown): z.infer<typeof evident> | null {
  return evident.safeParse(argument).data ?? null;
}

/** Asked by a page that wants to stay in sight. */
export function besideIn(argument: unknown): boolean {
  return z.object({ beside: z.literal(true) }).safeParse(argument).success;
}

export interface Choice {
  readonly name: string;
  readonly detail: string;
}

/** The name a menu or lens gave, or one a person picks; throws a cancellation when none is picked. */
export async function chosenName(argument: unknown, title: string, choices: readonly Choice[], none: string): Promise<string> {
  const given = nameIn(argument);
  if (given !== null) return given;
  const [only, ...others] = choices;
  if (!only) {
    void vscode.window.showInformationMessage(none);
    throw new vscode.CancellationError();
  }
  if (others.length === 0) return only.name;
  const items = choices.map(({ name, detail }) => ({ label: name, description: detail }));
  const picked = await vscode.window.showQuickPick(items, { title, matchOnDescription: true });
  if (!picked) throw new vscode.CancellationError();
  return picked.label;
}
