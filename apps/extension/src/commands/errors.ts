import { GroundworkError } from '@groundwork/host';
import * as vscode from 'vscode';
import type { Current } from '../session/current.ts';
import { locationOf, showPlace } from './places.ts';

/** An error as a person sees it: what is wrong, and one click to where and to the fix. */
export async function showError(cause: unknown, current: Current): Promise<void> {
  if (!(cause instanceof GroundworkError)) {
    await vscode.window.showErrorMessage(`Groundwork: ${cause instanceof Error ? cause.message : String(cause)}`);
    return;
  }
  const { message, where, fix } = cause;
  const place = where === null ? null : locationOf(where);
  const [goThere, copyFix] = ['Show Where', 'Copy the Fix'];
  const chosen = await vscode.window.showErrorMessage(
    fix === null ? message : `${message}. ${fix}`,
    ...(place ? [goThere] : []),
    ...(fix === null ? [] : [copyFix]),
  );
  if (chosen === goThere && place) await showPlace(current.session().folder.uri, place);
  if (chosen === copyFix && fix !== null) await vscode.env.clipboard.writeText(fix);
}
