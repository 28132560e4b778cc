import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { deriveDeployment } from '@groundwork/provision';
import { exampleBlueprints, wholeHarbour } from '@groundwork/provision/suite';
import { describe, expect, it } from 'vitest';
import { parseTemplate } from './engine/stacks/template.ts';
import { awsTarget } from './target.ts';
import { asEndpoint, tideModel } from './testing/model.ts';

/** AWS' own description of every resource type, its properties, attributes, and whether it holds data. */
describe('rung: templates by the service specification', () => {
  const specification = loadAwsServiceSpecSync();

  it.each([...exampleBlueprints(), ['harbour', wholeHarbour()] as const, ['tides', tideModel()] as const])('%s', (name, blueprint) => {
    const deployment = deriveDeployment(blueprint, {
      environment: 'staging',
      target: 'aws',
      region: 'eu-west-1',
      settings: { target: 'aws', services: name === 'tides' ? asEndpoint : {} },
    });
    const { files, items } = awsTarget.render(deployment, { images: {}, given: new Set(), leaveOut: true });
    const wrong: string[] = [];
    for (const file of ['foundations.json', 'services.json']) {
      const { Resources } = parseTemplate(files[file] ?? '{}');
      for (const [name, { Type, Properties = {}, DeletionPolicy, UpdateReplacePolicy }] of Object.entries(Resources)) {
        const [known] = specification.lookup('resource', 'cloudFormationType', 'equals', Type);
        if (!known) wrong.push(`${name}: there is no ${Type}`);
        for (const property of Object.keys(Properties))
          if (known && !(property in known.properties)) wrong.push(`${name}: ${Type} has no ${property}`);
        for (const [property, { required }] of Object.entries(known?.properties ?? {}))
          if (required === true && !(property in Properties)) wrong.push(`${name}: ${Type} needs ${property}`);
        // What holds data says what becomes of it, both when it goes and when another one takes its place.
        if (known?.isStateful === true && (DeletionPolicy === undefined || UpdateReplacePolicy === undefined))
          wrong.push(`${name}: ${Type} holds data, and no policy says what becomes of it`);
      }
    }
    expect(wrong).toEqual([]);
    const all = new Set(['foundations.json', 'services.json'].flatMap((file) => Object.keys(parseTemplate(files[file] ?? '{}').Resources)));
    const claimed = new Set(items.flatMap(({ native }) => native));
    expect(
      [...all].filter((name) => !claimed.has(name)),
      'parts that no line of a plan shows',
    ).toEqual([]);
    expect(
      [...claimed].filter((name) => !all.has(name)),
      'lines of a plan that name no part',
    ).toEqual([]);
  });
});
