import type { Exported } from '../file.ts';
import type { ExportRequest } from '../request.ts';
import { exportAmazon } from './amazon.ts';
import { exportGoogle } from './google.ts';

/** Terraform for the cloud of the environment. */
export const exportTerraform = (request: ExportRequest): Exported =>
  request.deployment.target === 'aws' ? exportAmazon(request) : exportGoogle(request);
