import { setFlagsFromString } from 'node:v8';
import { jitFlags } from '../../engine/core/jit-budget';
import { measureCrew } from './crew';
import { measureLedger } from './ledger';
import { measure, memory } from './measure';
import { hold, recording } from './parts';
import { measureQueue } from './queue';

// As the command line does it.
for (const flag of jitFlags) setFlagsFromString(flag);

// node --expose-gc <bundle> <workload> <size>: prints one line of JSON.
const [workload = '', size = '', worker = '', program = ''] = process.argv.slice(2);
process.stdout.write(`${JSON.stringify(await result())}\n`);

function result(): unknown {
  if (workload === 'memory') return memory(Number(size));
  if (workload === 'replications') return measureCrew(Number(size), worker);
  if (workload === 'queue') return measureQueue(Number(size), worker, program);
  if (workload === 'ledger') return measureLedger(Number(size));
  if (workload === 'hold') return hold(Number(size));
  if (workload === 'recording') return recording(Number(size));
  return measure(workload, Number(size));
}
