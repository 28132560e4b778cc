import { tipOf } from '../repository/repository.ts';
import { readHistory, type History, type HistoryOptions } from './history.ts';

/** Repositories whose history is held in memory. */
const held = 3;

const recent = new Map<string, { readonly head: string; readonly history: Promise<History> }>();

/** The history of a repository, read again only when its `HEAD` is another than the last time, and then only what is new. */
export async function recentHistory(folder: string, options: Omit<HistoryOptions, 'revision'> = {}): Promise<History> {
  const { path, head } = await tipOf(folder);
  const key = JSON.stringify([path, options.everything ?? false, options.exclude ?? [], options.state ?? '']);
  const known = recent.get(key);
  recent.delete(key);
  const history = known?.head === head ? known.history : readHistory(path, options);
  recent.set(key, { head, history });
  for (const oldest of recent.keys()) if (recent.size > held) recent.delete(oldest);
  history.catch(() => recent.delete(key));
  return await history;
}
