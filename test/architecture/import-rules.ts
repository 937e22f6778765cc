import type { Import, Module } from './modules';

/** The floors of the engine, bottom up. Folders in one row stand side by side and do not know each other. */
export const floors = [
  ['core'],
  ['policies', 'nodes', 'faults'],
  ['measure'],
  ['design'],
  ['simulate'],
  ['export', 'import', 'practice'],
  ['what-if'],
  ['worker'],
  ['cli'],
] as const;

/** What the floors forbid and is right all the same. A test fails when one of these is no longer needed. */
export const exceptions: readonly { from: RegExp; to: RegExp; typesOnly: boolean; why: string }[] = [
  {
    from: /^engine\/faults\//,
    to: /^engine\/policies\/([a-z-]+-)?params$/,
    typesOnly: false,
    why: 'A fault that breaks a contract names fields as the contract does.',
  },
  {
    from: /^engine\/nodes\//,
    to: /^engine\/policies\/([a-z-]+-)?params$/,
    typesOnly: false,
    why: 'A gateway has a rate limit among its parameters: the same words as on a link. A server has the discipline of its queue.',
  },
  {
    from: /^engine\/nodes\/definition$/,
    to: /^engine\/policies\/(rate-curve|mmpp|entities|figures)$/,
    typesOnly: true,
    why: 'The model of a source names the curve of its traffic, its bursts and what its requests are about; any model the figures that its kind has.',
  },
  {
    from: /^engine\/faults\/definition$/,
    to: /^engine\/nodes\/definition$/,
    typesOnly: true,
    why: 'A fault says which roles of nodes it can be put on.',
  },
];

/** Values that the page may take from the engine: pure and light. Types it may take from everywhere. */
const lightForThePage: readonly RegExp[] = [
  /^engine\/core\//,
  /^engine\/policies\/(([a-z-]+-)?params|causes|cause-words|figures)$/,
  /^engine\/nodes\//,
  /^engine\/faults\//,
  /^engine\/measure\/(columns|cost|cascade-words|health)$/,
  /^engine\/design\//,
  /^engine\/(export|import|practice)\//,
  /^engine\/what-if\/sweep-table$/,
];

/** What shell code may take from the engine: how errors are told, how large a file may be, how V8 should treat the worker. Nothing of the simulation. */
const knownToTheShell: readonly { to: RegExp; names: readonly string[] }[] = [
  { to: /^engine\/core\/problem$/, names: ['failure', 'success', 'Problem', 'Result'] },
  { to: /^engine\/core\/jit-budget$/, names: ['jitFlags'] },
  { to: /^engine\/design\/limits$/, names: ['limits'] },
];

const screen = /^(react|react-dom|@mantine|@xyflow|@tabler|react-resizable-panels|d3|zustand|electron)(-|\/|$)/;

/** Says what is wrong with one import, or null. */
export function complaintAbout(module: Module, found: Import): string | null {
  const [root] = module.name.split('/');
  switch (root) {
    case 'engine':
      return found.ours ? engineComplaint(module, found) : enginePackageComplaint(module, found);
    case 'renderer':
      return found.ours ? rendererComplaint(module, found) : rendererPackageComplaint(found);
    case 'app':
      return found.ours ? appComplaint(found) : appPackageComplaint(found);
    default:
      throw new Error(`No rules for ${module.name}`);
  }
}

export const exceptionFor = (module: Module, found: Import) =>
  exceptions.find((e) => e.from.test(module.name) && e.to.test(found.to) && (found.typesOnly || !e.typesOnly));

function engineComplaint(module: Module, found: Import): string | null {
  const [root, there = ''] = found.to.split('/');
  // The command line says which version it is.
  if (found.to === 'package.json' && folderOf(module.name) === 'cli') return null;
  if (root !== 'engine') return `the engine stands on nothing of ours, not on ${root}`;
  const here = folderOf(module.name);
  if (here === there) return sameFloorComplaint(module, found);
  if (floorOf(there) < floorOf(here) || exceptionFor(module, found)) return null;
  return `${here} stands below ${there}, or beside it`;
}

/** Kinds of nodes, faults and policies are written, read and removed one by one: none leans on another. */
function sameFloorComplaint(module: Module, found: Import): string | null {
  const shared: Readonly<Record<string, RegExp>> = {
    nodes: /^engine\/nodes\/[^/]+$/,
    faults: /^engine\/faults\/definition$/,
    policies: /^engine\/policies\/(([a-z-]+-)?params|causes)$/,
  };
  const folder = folderOf(module.name);
  const may = shared[folder];
  if (!may || module.name === `engine/${folder}/registry` || may.test(found.to)) return null;
  const sameKind = found.to.split('/').length > 3 && found.to.split('/')[2] === module.name.split('/')[2];
  return sameKind ? null : `${folder} do not know each other`;
}

function enginePackageComplaint(module: Module, { to }: Import): string | null {
  const folder = folderOf(module.name);
  if (screen.test(to)) return 'the engine has no screen';
  if (to === 'comlink' && folder !== 'worker') return 'only engine/worker speaks to a page';
  if (isNode(to) && folder !== 'cli') return 'the engine runs in a browser; only engine/cli has Node';
  return null;
}

function rendererComplaint(module: Module, found: Import): string | null {
  const [root, folder = ''] = found.to.split('/');
  if (root === 'renderer' || root === 'scenarios') return null;
  if (root === 'app')
    return found.to === 'app/ipc' && found.typesOnly ? null : 'the page takes types from app/ipc, and nothing else of the shell';
  if (root !== 'engine') return `the page knows nothing of ${root}`;
  if (found.typesOnly || lightForThePage.some((light) => light.test(found.to))) return null;
  // The worker's own entry runs beside the page, not in it.
  if (folder === 'worker' && module.name.startsWith('renderer/engine/')) return null;
  return `the page runs the simulation through the worker; it takes no values from ${found.to}`;
}

function rendererPackageComplaint({ to }: Import): string | null {
  return isNode(to) || to === 'electron' ? 'the page has no Node; it asks the shell' : null;
}

function appComplaint(found: Import): string | null {
  const [root] = found.to.split('/');
  if (root === 'app') return null;
  const known = knownToTheShell.find(({ to }) => to.test(found.to));
  return known && found.names.every((name) => known.names.includes(name)) ? null : 'the shell knows nothing of page and simulation';
}

function appPackageComplaint({ to }: Import): string | null {
  return to === 'electron' || to === 'zod' || isNode(to) ? null : 'the shell stands on Electron, Node and zod';
}

const folderOf = (name: string): string => name.split('/')[1] ?? '';
/** Height of a folder of the engine. A folder on no floor is above all: nothing may import it. */
const floorOf = (folder: string): number => {
  const at = floors.findIndex((floor) => (floor as readonly string[]).includes(folder));
  return at < 0 ? floors.length : at;
};
const isNode = (name: string): boolean => name.startsWith('node:');
