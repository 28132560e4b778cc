import type { Library } from '../library.ts';
import { dotnetClients } from './clients.ts';

export { dotnetEnvironment } from './environment.ts';

export const dotnetLibraries: readonly Library[] = dotnetClients;
