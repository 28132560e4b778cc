import type { Service } from '@groundwork/blueprint';

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
