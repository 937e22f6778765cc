import { measure, memory } from './measure';

// node --expose-gc <bundle> <workload> <size>: prints one line of JSON.
const [workload = '', size = ''] = process.argv.slice(2);
process.stdout.write(`${JSON.stringify(workload === 'memory' ? memory(Number(size)) : measure(workload, Number(size)))}\n`);
