// npm run tools [-- NAME...]: installs what tests check our output with, each once, into a cache of its own.
import { tools, type ToolName } from '../packages/testing/src/tools/table.ts';
import { installTool } from '../packages/testing/src/tools/install.ts';

const isTool = (name: string): name is ToolName => Object.hasOwn(tools, name);
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !isTool(name));
if (unknown.length > 0) {
  console.error(`There is no tool ${unknown.join(', ')}. There are: ${Object.keys(tools).join(', ')}`);
  process.exit(2);
}
let failed = 0;
for (const name of (asked.length > 0 ? asked : Object.keys(tools)).filter(isTool)) {
  const started = Date.now();
  try {
    const installed = await installTool(name);
    console.log(`  ${name} ${tools[name].version}  ${installed ? `✔ ${Math.round((Date.now() - started) / 1000)} s` : '✔ there'}`);
  } catch (cause) {
    failed += 1;
    console.error(`  ${name} ${tools[name].version}  ✘ ${cause instanceof Error ? cause.message.slice(-2000) : String(cause)}`);
  }
}
process.exitCode = failed === 0 ? 0 : 1;
