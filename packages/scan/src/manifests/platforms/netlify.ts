import { baseName, folderOf, within } from '../../repository/paths.ts';
import { declaration, declaredService, declaredVariable, stated, type DeclarationReader } from '../declaration.ts';
import { readToml } from '../toml.ts';

/** netlify.toml: how a site is built. */
export const netlifyReader: DeclarationReader = {
  format: 'netlify',
  matches: (path) => baseName(path) === 'netlify.toml',
  read(path, text) {
    const root = readToml(text);
    const build = root.get('build');
    const command = build.get('command').text;
    const variables = [...build.get('environment').entries, ...root.get('context', 'production', 'environment').entries]
      .filter(
        ([name]) =>
          !/^(NODE_VERSION|NPM_FLAGS|NODE_OPTIONS|YARN_VERSION|RUBY_VERSION|PYTHON_VERSION|GO_VERSION|HUGO_VERSION|NPM_VERSION|PHP_VERSION|SECRETS_SCAN\w*|NETLIFY_\w+|CI)$/.test(
            name,
          ),
      )
      .map(([name, item]) => declaredVariable(name, item.text, stated(path, item.line, `${name} is set here`)));
    if (command === null && variables.length === 0) return null;
    const folder = within(folderOf(path), build.get('base').text ?? '.') ?? folderOf(path);
    return declaration(path, 'netlify', {
      services: command
        ? [
            declaredService('site', stated(path, build.get('command').line, 'built on Netlify'), {
              path: folder,
              build: [command],
              variables,
            }),
          ]
        : [],
      variables: command ? [] : variables,
    });
  },
};
