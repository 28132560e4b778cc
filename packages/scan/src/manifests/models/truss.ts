import { baseName, folderOf } from '../../repository/paths.ts';
import { declaration, declaredService, declaredVariable, stated, type DeclarationReader } from '../declaration.ts';
import { runtimeNamed } from '../names.ts';
import { readYamlDocument } from '../yaml.ts';

/** config.yaml of a Truss: a model with its resources and packages. */
export const trussReader: DeclarationReader = {
  format: 'truss',
  matches: (path) => /^config\.ya?ml$/.test(baseName(path)),
  read(path, text) {
    if (!/^(model_name|model_framework|model_class_name|model_metadata|python_version|trt_llm|docker_server)\s*:/m.test(text)) return null;
    const root = readYamlDocument(text);
    const wants = root.get('resources');
    if (root.any('resources', 'requirements', 'model_metadata', 'system_packages', 'docker_server', 'requirements_file').isNothing)
      return null;
    if (!wants.isNothing && !wants.isMap) return null;
    const gpu = wants.get('use_gpu').flag === true || (wants.get('accelerator').text ?? '') !== '';
    const variables = root
      .get('environment_variables')
      .entries.map(([name, item]) => declaredVariable(name, item.text, stated(path, item.line, `${name} is set here`)));
    return declaration(path, 'truss', {
      services: [
        declaredService('model', stated(path, root.get('model_name').line, `Truss ${root.get('model_name').text ?? ''}`.trim()), {
          path: folderOf(path),
          kind: 'inference',
          language: 'python',
          runtime: runtimeNamed(root.get('python_version').text?.replace('py', 'python') ?? null).runtime,
          gpu: gpu ? 'required' : wants.isNothing ? null : 'none',
          systemPackages: [...root.get('system_packages').texts],
          variables,
          ports: [8080],
        }),
      ],
    });
  },
};
