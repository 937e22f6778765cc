import { setFlagsFromString } from 'node:v8';
import { jitFlags } from '../../engine/core/jit-budget';
import { measure, memory } from './measure';

// As the command line does it.
for (const flag of jitFlags) setFlagsFromString(flag);

// node --expose-gc <bundle> <workload> <size>: prints one line of JSON.
const [workload = '', size = ''] = process.argv.slice(2);
process.stdout.write(`${JSON.stringify(workload === 'memory' ? memory(Number(size)) : measure(workload, Number(size)))}\n`);
