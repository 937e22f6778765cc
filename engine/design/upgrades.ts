import { failure, type Problem, type Result, success } from '../core/problem';
import { VERSION } from './schema';

type Upgrade = (old: object) => object;

/**
 * From each version to the next: files climb one version at a time. An upgrade meets files that nobody has checked, so it
 * must pass on what it does not know; the schema speaks afterwards.
 */
export const upgrades: Readonly<Record<number, Upgrade>> = {};

/** Brings a document to the present version. `table` and `target` are for tests. */
export function upgrade(document: unknown, table: Readonly<Record<number, Upgrade>> = upgrades, target: number = VERSION): Result<object> {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return failure(notADesign);
  const version: unknown = 'version' in document ? document.version : undefined;
  if (version === undefined) return failure(missingVersion(target));
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return failure(badVersion(target));
  if (version > target) return failure(newerVersion(version, target));
  let current: object = document;
  for (let at = version; at < target; at += 1) {
    const step = table[at];
    if (!step) return failure(badVersion(target));
    try {
      current = step(current);
    } catch {
      return failure(cannotUpgrade(at));
    }
  }
  return success(current);
}

const problem = (code: string, where: string, message: string, remedy: string): Problem => ({
  code,
  severity: 'error',
  where,
  message,
  remedy,
});

const notADesign = problem(
  'not-a-design',
  'file',
  'The file holds no design: a design is an object { … }.',
  'Open a file that Faultline saved, or begin with { "version": 1, "name": "My design" }.',
);
const missingVersion = (target: number): Problem =>
  problem(
    'missing-version',
    'version',
    'The file does not say which version of the format it is written in.',
    `Add "version": ${target}, if it is a Faultline design.`,
  );
const badVersion = (target: number): Problem =>
  problem('unknown-version', 'version', 'The file names a version of the format that never was.', `Write "version": ${target}.`);
const newerVersion = (version: number, target: number): Problem =>
  problem(
    'newer-version',
    'version',
    `The file is of version ${version}; this Faultline reads versions up to ${target}.`,
    'Open it with a newer Faultline. Nothing was changed.',
  );
const cannotUpgrade = (version: number): Problem =>
  problem(
    'cannot-upgrade',
    'version',
    `The file is of version ${version} but does not look like one, so it could not be brought to the present version.`,
    'Open it with the Faultline that saved it, and save it again there.',
  );
