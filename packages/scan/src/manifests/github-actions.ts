import { variablesIn } from './compose/service.ts';
import { declaration, stated, type DeclarationReader } from './declaration.ts';
import { resourcesOfServer } from './servers/server.ts';
import { readYamlDocument } from './yaml.ts';

/** `services:` of GitHub Actions jobs: which versions of servers the tests run against. Weak evidence, and only that. */
export const githubActionsReader: DeclarationReader = {
  format: 'github-actions',
  matches: (path) => /(^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(path),
  read(path, text) {
    if (!/^\s+services:/m.test(text)) return null;
    const resources = readYamlDocument(text)
      .get('jobs')
      .entries.flatMap(([, job]) => job.get('services').entries)
      .flatMap(([name, service]) => {
        const image = service.isMap ? service.get('image').text : service.text;
        if (!image || image.includes('${{')) return [];
        const evidence = stated(path, service.line, `the tests run against ${image}`, 0.5);
        return resourcesOfServer({
          name,
          image,
          command: null,
          variables: variablesIn([service.get('env')], path),
          aliases: ['localhost'],
          optional: true,
          evidence,
        });
      });
    return resources.length ? declaration(path, 'github-actions', { resources }) : null;
  },
};
