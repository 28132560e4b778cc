import { baseName } from '../repository/paths.ts';
import { declaration, declaredVariable, stated, type DeclarationReader, type DeclaredVariable } from './declaration.ts';

const name = /^readme(\.(md|markdown|rst|txt))?$/i;

const compound = '[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+';
const single = '[A-Z][A-Z0-9]{3,}';

/** `| NAME | what it does |`, `- **NAME**: what it does`, `- NAME - what it does`, with or without backticks. */
const explained = new RegExp(`^\\s*(?:\\|\\s*|[-*+]\\s+)(?:\\*\\*)?(\`?)(${compound}|${single})\\1(?:\\*\\*)?\\s*(?:\\||[:=(–—-]|$)`);
/** `NAME=value` alone on its line or in a command of a shell. */
const assigned = new RegExp(`^\\s*(?:[-*]\\s+)?(?:export\\s+|set\\s+|\\$env:)?(${compound})\\s?=\\s?\\S`);
const handed = new RegExp(`(?:-e|--env)[\\s=]+"?(${compound})=`, 'g');

/** Words people list in capitals that are no variables. */
const words =
  /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|TODO|NOTE|NOTES|JSON|YAML|HTTP|HTTPS|HTML|NULL|TRUE|FALSE|SELECT|INSERT|UPDATE|README|LICENSE|MIT|UTF8|CUDA|REST|INFO|DEBUG|WARN|WARNING|ERROR|TEXT|INTEGER|STRING|BOOLEAN)$/;

/** Variables of tools, of the machine, and of the images of databases that people start beside it. */
const ofOthers =
  /^(DOCKER_|COMPOSE_|CUDA_|PIP_|UV_|NPM_|NODE_OPTIONS|GITHUB_|GH_|CI_|KUBE|HELM_|POSTGRES_(USER|PASSWORD|DB)$|MYSQL_(ROOT_|RANDOM_|ALLOW_)|MARIADB_|MONGO_INITDB_|RABBITMQ_DEFAULT_|MINIO_ROOT_|ELASTIC_PASSWORD|LD_LIBRARY_PATH|PYTORCH_|OMP_)/;

/** A README that tells which variables can be set: listed, in a table, or shown in a shell. */
export const readmeReader: DeclarationReader = {
  format: 'readme',
  matches: (path) => name.test(baseName(path)),
  read(path, text) {
    const found = new Map<string, number>();
    const alone = new Map<string, number>();
    for (const [index, line] of text.split('\n').entries()) {
      if (!/[A-Z]{3}/.test(line)) continue;
      const named = explained.exec(line)?.[2] ?? assigned.exec(line)?.[1];
      const all = named === undefined ? [...line.matchAll(handed)].map((match) => match[1] ?? '') : [named];
      for (const each of all) {
        if (words.test(each) || ofOthers.test(each)) continue;
        const known = each.includes('_') ? found : alone;
        if (!known.has(each)) known.set(each, index + 1);
      }
    }
    // A single word counts only beside names that can be nothing but variables.
    if (found.size > 1) for (const [each, line] of alone) found.set(each, line);
    const variables = [...found].map(([each, line]): DeclaredVariable =>
      declaredVariable(each, null, stated(path, line, `${each} is documented`, 0.5), { required: false }),
    );
    return variables.length ? declaration(path, 'readme', { variables }) : null;
  },
};
