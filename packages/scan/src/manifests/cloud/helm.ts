import { imageRules } from '../../catalog/images.ts';
import { baseName } from '../../repository/paths.ts';
import { declaration, declaredResource, stated, type DeclarationReader } from '../declaration.ts';
import { readYamlDocument } from '../yaml.ts';

/** Chart.yaml: the servers a chart brings as dependencies. Values and templates say nothing until they are rendered. */
export const helmReader: DeclarationReader = {
  format: 'helm',
  matches: (path) => /^(Chart|requirements)\.ya?ml$/.test(baseName(path)),
  read(path, text) {
    const resources = readYamlDocument(text)
      .get('dependencies')
      .items.flatMap((item) => {
        const name = item.get('name').text ?? '';
        const rule = imageRules.find(({ images }) => images.includes(name.replace(/-ha$|-cluster$/, '')));
        // A condition (`postgresql.enabled`) is how charts let one bring one's own server, not a sign that it is not needed.
        return rule
          ? [
              declaredResource(item.get('alias').text ?? name, rule.type, stated(path, item.line, `chart dependency ${name}`, 0.85), {
                extensions: rule.extensions ?? [],
                optional: rule.standIn === true,
              }),
            ]
          : [];
      });
    return resources.length ? declaration(path, 'helm', { resources }) : null;
  },
};
