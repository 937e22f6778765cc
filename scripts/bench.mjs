import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled } from './lib/install.mjs';
import { capture, has, root, say } from './lib/project.mjs';

// npm run bench [-- --quick]: how fast the engine is, beside bare C programs that simulate the same. CPU seconds, medians of interleaved
// rounds: on a busy machine only ratios mean something. Results go to test-results/bench.json.

await ensureInstalled();
const { bundle } = await import('../test/support/bundle.mjs');

const quick = process.argv.includes('--quick');
const rounds = quick ? 1 : 5;
const least = JSON.parse(readFileSync(path.join(root, 'test/bench/limits.json'), 'utf8'));
const millions = (count) => count * (quick ? 1e5 : 1e6);

/** What is run, beside what, and what must come out: [ms], within this share. */
const workloads = [
  {
    name: 'w1',
    title: 'M/M/1, ρ = 0.9',
    size: millions(10),
    references: { 'C heap': { program: 'w1', args: ['2', String(millions(10))] } },
    truth: { mean: 10, p99: 46.05 },
    tolerance: quick ? 0.25 : 0.06,
  },
  {
    name: 'w2',
    title: 'call tree, 10 services',
    size: millions(1),
    references: {
      'C limit': { program: 'w2_3', args: [String(millions(1))] },
      'C textbook heap': { program: 'w2_1', args: [String(millions(1))] },
    },
    truth: { mean: 13.7, p50: 13.09, p99: 28.44 },
    tolerance: 0.02,
  },
  {
    name: 'w2-trees20',
    title: 'call trees, 200 services',
    size: millions(0.4),
    references: { 'C limit': { program: 'w2_trees20', args: [String(millions(0.4))] } },
    truth: { mean: 13.7, p50: 13.09, p99: 28.44 },
    tolerance: 0.02,
  },
  { name: 'checkout', title: 'checkout scenario', size: quick ? 20 : 120, references: {} },
];

/** Parts of the engine by themselves: events pending, or histograms in turn. */
const pendings = [100, 10_000, 1_000_000];
const holds = Object.fromEntries(pendings.map((pending) => [pending, { ours: [], buckets: [], heap: [] }]));
const recordings = { 1: [], 600: [] };
/** Other simulators that simulate the same call tree, slower; so fewer requests, and one run. */
const peers = [
  {
    name: 'simjs',
    command: process.execPath,
    args: ['test/bench/reference/peers/simjs_w.cjs', 'w2', String(quick ? 5000 : 50_000)],
    least: 'simjs',
  },
  { name: 'SimPy', command: 'python3', args: ['test/bench/reference/peers/simpy_w.py', 'w2', String(quick ? 1000 : 5000)], least: 'simpy' },
];
const engine = await bundle('test/bench/main.ts', 'bench');
const programs = buildReferences();
const results = Object.fromEntries(workloads.map(({ name }) => [name, { ours: [], references: {} }]));
for (let round = 1; round <= rounds; round++) {
  say(`round ${round} of ${rounds}`);
  for (const { name, size, references } of workloads) {
    results[name].ours.push(ours(name, size));
    for (const [label, { program, args }] of Object.entries(programs ? references : {})) {
      (results[name].references[label] ??= []).push(json(path.join(programs, program), args));
    }
  }
}
for (let round = 1; round <= rounds; round++) {
  for (const pending of pendings) {
    holds[pending].ours.push(ours('hold', pending).nanoseconds);
    if (!programs) continue;
    const reference = (variant) => json(path.join(programs, 'w3'), [variant, String(pending), '3000000']).ns_hold;
    holds[pending].buckets.push(reference('9'));
    holds[pending].heap.push(reference('1'));
  }
  for (const histograms of Object.keys(recordings)) recordings[histograms].push(ours('recording', histograms).nanoseconds);
}
/** Business facts and the claims over them. V8 inlines differently each time, so each round is a process of its own. */
const ledgers = Array.from({ length: rounds }, () => ours('ledger', quick ? 20 : 60));
const others = peers.map(besides);
const memory = ours('memory', quick ? 20_000 : 200_000);
// Threads share what else runs here: the best of some tries says what they can do.
const worker = await bundle('engine/cli/run-worker.ts', 'run-worker');
const crews = Array.from({ length: rounds }, () => json(process.execPath, [engine, 'replications', String(quick ? 10 : 120), worker]));
const crew = crews.toSorted((a, b) => b.ratio - a.ratio)[0];
const queue = await throughQueue();
const ledger = { cost: median(ledgers.map(({ ratio }) => ratio)), timesRealTime: median(ledgers.map((each) => each.timesRealTime)) };
const wrong = [];
const summary = workloads.map(summarise);
report();

function ours(workload, size) {
  return json(process.execPath, ['--expose-gc', engine, workload, String(size)]);
}

function json(command, args) {
  const done = capture(command, args);
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${done.stderr}`);
  return JSON.parse(done.stdout);
}

/** Needs a Redis, which not every machine has; then it says why there is no figure. */
async function throughQueue() {
  const program = await bundle('test/queue/worker-program.ts', 'queue-worker');
  const done = capture(process.execPath, [engine, 'queue', String(quick ? 500 : 5000), worker, program]);
  return done.status === 0
    ? JSON.parse(done.stdout)
    : {
        why: String(done.stderr || done.error)
          .trim()
          .split('\n')
          .find((line) => line.includes('Error')),
      };
}

/** How many times as many requests of the call tree we do in a second of processor time; or why that is not known. */
function besides({ name, command, args, least: limit }) {
  // Debian installs SimPy for its own Python, which need not be the first on the path.
  const python = command === 'python3' && process.platform === 'linux' ? '/usr/bin/python3' : command;
  const done = capture(python, args);
  if (done.status !== 0)
    return {
      name,
      limit,
      why: String(done.stderr || done.error)
        .trim()
        .split('\n')
        .at(-1),
    };
  const seconds = median(results['w2'].ours.map((run) => run.cpuSeconds));
  return { name, limit, ratio: results['w2'].ours[0].requests / seconds / JSON.parse(done.stdout).req_s };
}

/** @returns {string | null} the folder of the programs; null without a compiler. */
function buildReferences() {
  const compiler = process.env['CC'] ?? ['cc', 'gcc', 'clang'].find((name) => has(name));
  if (!compiler || process.platform === 'win32') {
    say('there is no C compiler here, so the engine runs alone: times without ratios');
    return null;
  }
  const folder = path.join(root, 'node_modules', '.cache', 'faultline', 'reference');
  mkdirSync(folder, { recursive: true });
  const built = capture('sh', [path.join(root, 'test/bench/reference/build.sh'), folder], { env: { ...process.env, CC: compiler } });
  if (built.status === 0) return folder;
  say(`the reference programs could not be built with ${compiler}, so the engine runs alone:\n${built.stderr}`);
  return null;
}

function summarise({ name, title, truth, tolerance, references }) {
  const runs = results[name];
  const seconds = median(runs.ours.map((run) => run.cpuSeconds));
  const [{ events, requests, simulatedSeconds, failed }] = runs.ours;
  const line = {
    name,
    title,
    nanosecondsPerEvent: (seconds * 1e9) / events,
    eventsPerSecond: events / seconds,
    requestsPerSecond: requests / seconds,
    timesRealTime: simulatedSeconds / seconds,
    failed,
    ratios: {},
  };
  for (const [quantity, expected] of Object.entries(truth ?? {})) {
    const found = runs.ours[0][quantity];
    if (!(Math.abs(found / expected - 1) <= tolerance)) wrong.push(`${title}: ${quantity} is ${found} ms, and should be ${expected} ms`);
  }
  for (const label of Object.keys(programs ? references : {})) {
    const c = runs.references[label];
    const cSeconds = median(c.map((run) => run.sec));
    line.ratios[label] = { events: line.eventsPerSecond / (c[0].ev / cSeconds), requests: line.requestsPerSecond / (c[0].n / cSeconds) };
  }
  return line;
}

function report() {
  const M = (value) => `${(value / 1e6).toFixed(2)} M`;
  for (const { title, nanosecondsPerEvent, eventsPerSecond, requestsPerSecond, timesRealTime, ratios } of summary) {
    console.log(`\n${title}`);
    console.log(
      `  ${nanosecondsPerEvent.toFixed(0)} ns an event, ${M(eventsPerSecond)} events/s, ${M(requestsPerSecond)} requests/s, ${timesRealTime.toFixed(0)} × real time`,
    );
    for (const [label, { events, requests }] of Object.entries(ratios)) {
      console.log(`  ours / ${label}: ${events.toFixed(3)} in events per second, ${requests.toFixed(3)} in requests per second`);
    }
  }
  console.log(
    `\nmemory under overload: ${memory.bytesPerRequest.toFixed(0)} bytes a request in flight, ${memory.bytesPerTask.toFixed(0)} a task (${memory.inFlight} in flight)`,
  );
  console.log(
    `a sweep on ${crew.threads} threads: ${crew.ratio.toFixed(2)} × as fast as on one by the clock, ${crew.ratioByCpu.toFixed(2)} × by processor time; a thread compiles for ${crew.compilingSeconds.toFixed(1)} s before; cancelled in ${crew.cancelMilliseconds.toFixed(0)} ms`,
  );
  console.log(
    `the ledger: the saga's checkout takes ${ledger.cost.toFixed(2)} × the processor time that it takes without effects, and is ${ledger.timesRealTime.toFixed(0)} × as fast as real time`,
  );
  console.log(
    queue.why
      ? `runs through a queue: not measured: ${queue.why}`
      : `runs of next to nothing through a queue with one worker on this machine: ${queue.jobsPerSecond.toFixed(0)} a second (${queue.jobsPerSecondHere.toFixed(0)} without a queue), ${queue.overheadMilliseconds.toFixed(2)} ms more each`,
  );
  reportParts();
  checkLimits();
  const file = path.join(root, 'test-results', 'bench.json');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(
    file,
    `${JSON.stringify({ quick, rounds, summary, holds, recordings, others, memory, ledgers, crews, queue, wrong, runs: results }, null, 2)}\n`,
  );
  console.log(
    `\n${wrong.length === 0 ? 'every result is right, every promise kept' : wrong.join('\n')}\nall numbers: ${path.relative(root, file)}`,
  );
  process.exitCode = wrong.length === 0 ? 0 : 1;
}

function reportParts() {
  for (const pending of pendings) {
    const { ours: own, buckets, heap } = holds[pending];
    const beside = programs
      ? `; C buckets ${median(buckets).toFixed(0)}, C heap ${median(heap).toFixed(0)}, ours / C buckets ${(median(buckets) / median(own)).toFixed(2)}`
      : '';
    console.log(`${pending} events pending: ${median(own).toFixed(0)} ns to take one and put it back${beside}`);
  }
  for (const [histograms, own] of Object.entries(recordings))
    console.log(`recording a latency, ${histograms} histograms in turn: ${median(own).toFixed(1)} ns`);
  for (const { name, ratio, why } of others)
    console.log(ratio === undefined ? `${name}: not run: ${why}` : `call tree beside ${name}: ${ratio.toFixed(1)} × as many requests`);
  console.log('ns-3: not run: there is no program for it here');
}

/** Costs may grow with the number of pending events no more than the C heap's do. */
function checkParts() {
  const few = holds[pendings[0]];
  const many = holds[pendings.at(-1)];
  if (programs && median(many.ours) / median(few.ours) > median(many.heap) / median(few.heap))
    wrong.push(`from ${pendings[0]} to ${pendings.at(-1)} pending events the cost grows more than the C heap's`);
  if (programs) {
    for (const [pending, promised] of Object.entries(least.holds)) {
      const reached = median(holds[pending].buckets) / median(holds[pending].ours);
      if (reached < promised) wrong.push(`${pending} events pending: ${reached.toFixed(2)} of C buckets; promised are ${promised}`);
    }
  }
  const record = median(recordings[1]);
  if (record > least.recording) wrong.push(`recording a latency takes ${record.toFixed(1)} ns; promised are ${least.recording}`);
  for (const { name, limit, ratio } of others)
    if (ratio < least.peers[limit]) wrong.push(`${ratio.toFixed(1)} × ${name}; promised are ${least.peers[limit]}`);
  if (ledger.cost > least.ledgerCost)
    wrong.push(`effects and invariants take ${ledger.cost.toFixed(2)} × the processor time; promised are ${least.ledgerCost}`);
  if (memory.bytesPerTask > least.bytesPerCall)
    wrong.push(`${memory.bytesPerTask.toFixed(0)} bytes a call in flight; promised are ${least.bytesPerCall}`);
}

function checkLimits() {
  if (!quick) checkParts();

  if (!quick && crew.threads === 2 && Math.max(crew.ratio, crew.ratioByCpu) < least.replicationsOnTwo)
    wrong.push(`replications on two threads are ${crew.ratio.toFixed(2)} × as fast; promised are ${least.replicationsOnTwo}`);
  const of = (name) => summary.find((line) => line.name === name);
  if (programs) {
    for (const [name, { reference, events }] of Object.entries(least.ratios)) {
      const reached = of(name).ratios[reference].events;
      if (reached < events) wrong.push(`${of(name).title}: ${reached.toFixed(3)} of ${reference}; promised are ${events}`);
    }
  }
  if (ledger.timesRealTime < least.sagaTimesRealTime)
    wrong.push(
      `the saga's checkout runs ${ledger.timesRealTime.toFixed(0)} times as fast as real time; promised are ${least.sagaTimesRealTime}`,
    );
  const { timesRealTime } = of('checkout');
  if (timesRealTime < least.checkoutTimesRealTime)
    wrong.push(`checkout runs ${timesRealTime.toFixed(0)} times as fast as real time; promised are ${least.checkoutTimesRealTime}`);
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1];
}
