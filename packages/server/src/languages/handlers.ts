import type { Handlers } from '@groundwork/protocol';
import type { WindowContext } from '../rpc/context.ts';
import { languagesOf } from './languages.ts';

export function languagesHandlers({ workspace }: WindowContext): Handlers<'languages/list'> {
  return { 'languages/list': async () => languagesOf(workspace).list() };
}
