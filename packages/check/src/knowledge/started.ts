import type { Service } from '@groundwork/blueprint';
import type { Module, Repository } from '@groundwork/scan';
import type { Whole } from '../rule.ts';

/** Programs that serve an application they import: what the file does when it is started itself does not happen. */
const servers =
  /\b(gunicorn|uvicorn|hypercorn|granian|daphne|waitress-serve|uwsgi|flask\b.*\brun|fastapi\s+(run|dev)|streamlit|chainlit|litestar|sanic|functions-framework|celery|bentoml|manage\.py)\b/;

/** Whether a file is what a service starts, as far as its command says. */
export function isStarted(path: string, { start, path: folder }: Service): boolean {
  if (start === null) return false;
  const inside = folder !== '.' && path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
  const stem = inside.replace(/\.\w+$/, '');
  const base = inside.slice(inside.lastIndexOf('/') + 1);
  const names = [inside, base, stem.replaceAll('/', '.'), stem.replace(/\/__(main|init)__$/, '').replaceAll('/', '.')];
  const words = start.split(/[\s'"=]+/).map((word) => word.replace(/^\.\//, ''));
  return words.some((word) => names.includes(word) || word.endsWith(`/${base}`));
}

/** Whether what a file does when it is loaded happens in a service: not when a server of another make imports it for the application. */
export const runsItself = (path: string, service: Service, isScript: boolean): boolean => {
  if (service.start === null) return false;
  if (service.language !== 'python') return true;
  return isScript || servers.test(service.start) ? isStarted(path, service) : true;
};

/** Names of files that something outside of the code loads. */
const loaded =
  /^(main|app|application|wsgi|asgi|manage|settings|config|server|api|index|run|model|predict|service|tasks|celery|worker|__init__|__main__|conf|gunicorn.*)$/;

const imported = new WeakMap<Repository, ReadonlySet<string>>();

/**
 * Whether a file runs when a service does, as far as names tell: it is what is started, has the name of what is loaded from outside, or
 * another file imports something of its name. Only Python has files beside a program that are programs of their own.
 */
export function isReached({ path, language }: Module, service: Service, { repository, file }: Whole): boolean {
  if (language !== 'python') return true;
  const stem = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  if (isStarted(path, service) || loaded.test(stem)) return true;
  let names = imported.get(repository);
  if (!names) {
    const found = new Set<string>();
    for (const each of repository.paths) {
      if (!each.endsWith('.py')) continue;
      for (const [line] of (file(each)?.text ?? '').matchAll(/^[ \t]*(?:from|import)\b[^\n]*/gm))
        for (const [word] of line.matchAll(/\w+/g)) found.add(word);
    }
    imported.set(repository, (names = found));
  }
  return names.has(stem);
}
