import { aboutText, addEnvironment, listEnvironments, readRecord, removeEnvironment } from '@groundwork/toolkit';
import { realpathSync } from 'node:fs';
import type { CliContext } from '../../context.ts';
import { visible } from '../../terminal/text.ts';
import type { EnvAddFlags, EnvFlags } from './command.ts';

export async function add(this: CliContext, { dir = this.cwd, json = false, ...settings }: EnvAddFlags, name: string): Promise<void> {
  const environment = await addEnvironment(dir, name, settings);
  if (json) return this.out.line(JSON.stringify(environment));
  const { good, strong, command } = this.out.style;
  this.out.line(`${good('✔')} ${strong(name)} is in groundwork.yaml; nothing is made yet`);
  this.out.line(`  what it would make   ${command(`gw plan ${name}`)}`);
}

export async function list(this: CliContext, { dir = this.cwd, json = false }: EnvFlags): Promise<void> {
  const folder = realpathSync(dir);
  const environments = listEnvironments(folder).map((each) => ({ ...each, deployed: readRecord(folder, each.name) }));
  if (json) {
    const plain = environments.map(({ name, settings, deployed }) => ({
      name,
      ...settings,
      deployed: deployed && {
        at: deployed.at,
        where: deployed.plan.where,
        region: deployed.plan.region,
        monthly: deployed.plan.cost.fixed,
      },
    }));
    return this.out.line(JSON.stringify(plain, null, 2));
  }
  const { strong, quiet, command } = this.out.style;
  if (environments.length === 0) {
    this.out.line('No environment is written down. A target by its own name needs none:');
    return this.out.line(`  ${command('gw plan aws')}   or   ${command('gw env add staging --target aws --region eu-west-1')}`);
  }
  const width = Math.max(...environments.map(({ name }) => name.length));
  for (const { name, settings, deployed } of environments) {
    const what = [settings.target, settings.region ?? settings.context ?? ''].filter(Boolean).join(' · ');
    const state = deployed
      ? `deployed ${deployed.at.slice(0, 16).replace('T', ' ')} UTC from here, ${aboutText(deployed.plan.cost)}`
      : 'not deployed from here';
    this.out.line(`  ${strong(name.padEnd(width))}  ${visible(what).padEnd(24)}  ${quiet(visible(state))}`);
  }
}

export async function remove(this: CliContext, { dir = this.cwd, json = false }: EnvFlags, name: string): Promise<void> {
  await removeEnvironment(dir, name);
  if (json) return this.out.line(JSON.stringify({ name }));
  this.out.line(`${this.out.style.good('✔')} ${this.out.style.strong(visible(name))} is no longer in groundwork.yaml`);
}
