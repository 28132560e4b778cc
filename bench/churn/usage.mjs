// Preloaded into a program that is measured: what it needed by itself goes to the file `GROUNDWORK_BENCH_USAGE` names.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const file = process.env.GROUNDWORK_BENCH_USAGE;
  if (file) writeFileSync(file, JSON.stringify({ own: (userCPUTime + systemCPUTime) / 1e6, memory: maxRSS / 1024 }));
});
