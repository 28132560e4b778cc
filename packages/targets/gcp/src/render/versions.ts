/** The release of the provider that renderings were checked against. */
export const providerVersion = '7.45.0';

/** Of Terraform, what Infrastructure Manager runs: https://cloud.google.com/infrastructure-manager/docs/terraform */
export const managedTerraform = '1.5.7';

/**
 * Which Terraform and providers it takes. Alone it needs values that are written nowhere (Terraform 1.11, OpenTofu 1.11);
 * Infrastructure Manager gets the same configuration without `secrets.tf.json` and so without that.
 */
export function versionsFile(way: 'alone' | 'managed'): string {
  const google = { source: 'hashicorp/google', version: providerVersion };
  const terraform = {
    required_providers: way === 'alone' ? { google, random: { source: 'hashicorp/random', version: '>= 3.7.0' } } : { google },
    required_version: way === 'alone' ? '>= 1.11.0' : `>= ${managedTerraform}`,
  };
  return `${JSON.stringify({ terraform }, null, 2)}\n`;
}
