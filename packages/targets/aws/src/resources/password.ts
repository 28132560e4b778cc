import { ref, secretValue, type Value } from '../cloudformation/value.ts';
import type { Canvas } from '../render/canvas.ts';
import { tagsOf } from '../render/tags.ts';
import type { SecretPlace } from './served.ts';

/** A password that Secrets Manager makes up: letters and digits only, so that no URL or connection string has to quote it. */
export function drawPassword(logicalId: string, user: string, canvas: Canvas, what: string): { place: SecretPlace; value: Value } {
  const { foundations, deployment } = canvas;
  foundations.add(logicalId, {
    Type: 'AWS::SecretsManager::Secret',
    Properties: {
      Description: what,
      GenerateSecretString: {
        ExcludePunctuation: true,
        GenerateStringKey: 'password',
        PasswordLength: 32,
        SecretStringTemplate: JSON.stringify({ username: user }),
      },
      Tags: tagsOf(deployment),
    },
    // The data it opens may be kept when the rest goes.
    DeletionPolicy: 'Delete',
    UpdateReplacePolicy: 'Delete',
  });
  return { place: { arn: ref(logicalId), key: 'password' }, value: secretValue(ref(logicalId), 'password') };
}
