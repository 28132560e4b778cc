import { baseName } from '../repository/paths.ts';
import { declaration, declaredVariable, stated, type DeclarationReader, type DeclaredVariable } from './declaration.ts';

const name =
  /^((docker[-_]?)?entry-?point|start|run|serve|launch|boot|server|prestart)([-_.](server|web|app|api|prod|production|worker|gunicorn|uvicorn|service))?(\.(sh|bash))?$/i;

/** `${NAME:-fallback}`, `${NAME:=fallback}`, `${NAME:?why}`. */
const read = /\$\{([A-Z][A-Z0-9_]*)(?::?([-=?+])([^{}]*))?\}/g;

/** Set by the shell or by the platform. */
const given =
  /^(PORT|HOST|HOSTNAME|HOME|PATH|PWD|USER|SHELL|UID|GID|BASH\w*|IFS|OPTARG|OPTIND|RANDOM|SECONDS|LINENO|FUNCNAME|EUID|PPID|PIPESTATUS)$/;

/** A script that starts a service reads variables too: those that it has a fallback for, or stops without. */
export const startScriptReader: DeclarationReader = {
  format: 'script',
  matches: (path) => name.test(baseName(path)),
  read(path, text) {
    if (!/^#!.*\bsh\b|^#!.*\b(ba|da|z)sh\b/.test(text) && !/\.(sh|bash)$/.test(path)) return null;
    const variables = new Map<string, DeclaredVariable>();
    for (const [index, line] of text.split('\n').entries()) {
      if (/^\s*#/.test(line)) continue;
      for (const [, each = '', how, what = ''] of line.matchAll(read)) {
        if (how === undefined || how === '+' || given.test(each) || variables.has(each)) continue;
        const fallback = how === '?' || what === '' || what.includes('$') ? null : what.replace(/^["']|["']$/g, '');
        variables.set(
          each,
          declaredVariable(each, fallback, stated(path, index + 1, `${baseName(path)} reads ${each}`, 0.85), { required: how === '?' }),
        );
      }
    }
    return variables.size ? declaration(path, 'script', { variables: [...variables.values()] }) : null;
  },
};
