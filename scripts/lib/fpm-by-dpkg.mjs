#!/usr/bin/env node
// Stands in for fpm where it cannot be downloaded: takes the words by which electron-builder asks fpm for a deb, and has Debian's own
// dpkg-deb make it. What goes where, what it depends on and what is done at the installation remain electron-builder's.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

const text = { type: 'string' };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    s: { ...text, short: 's' },
    t: { ...text, short: 't' },
    d: { ...text, short: 'd', multiple: true },
    'deb-recommends': { ...text, multiple: true },
    force: { type: 'boolean' },
    'deb-compression': text,
    architecture: text,
    'after-install': text,
    'after-remove': text,
    description: text,
    version: text,
    package: text,
    name: text,
    maintainer: text,
    vendor: text,
    url: text,
    category: text,
    'deb-priority': text,
    license: text,
  },
});
if (values.t !== 'deb') throw new Error(`only deb can be made here, not ${String(values.t)}`);

const stage = mkdtempSync(path.join(os.tmpdir(), 'faultline-deb-'));
try {
  for (const mapping of positionals) {
    const at = mapping.lastIndexOf('=');
    const [from, to] = [mapping.slice(0, at), path.join(stage, mapping.slice(at + 1))];
    cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  }
  const control = path.join(stage, 'DEBIAN');
  mkdirSync(control);
  for (const [option, name] of [
    ['after-install', 'postinst'],
    ['after-remove', 'postrm'],
  ]) {
    cpSync(values[option], path.join(control, name));
    chmodSync(path.join(control, name), 0o755);
  }
  const [first, ...more] = values.description.trim().split('\n');
  const fields = {
    Package: values.name,
    Version: values.version,
    License: values.license,
    Vendor: values.vendor,
    Architecture: values.architecture,
    Maintainer: values.maintainer,
    'Installed-Size': execFileSync('du', ['-sk', stage], { encoding: 'utf8' }).split('\t', 1)[0],
    Depends: values.d?.join(', '),
    Recommends: values['deb-recommends']?.join(', '),
    Section: values.category ?? 'default',
    Priority: values['deb-priority'],
    Homepage: values.url,
    Description: [first.trim(), ...more.map((line) => ` ${line.trim() || '.'}`)].join('\n'),
  };
  const lines = Object.entries(fields).flatMap(([name, value]) => (value ? [`${name}: ${value}\n`] : []));
  writeFileSync(path.join(control, 'control'), lines.join(''));
  chmodSync(stage, 0o755);
  const compression = { gz: 'gzip' }[values['deb-compression']] ?? 'xz';
  execFileSync('dpkg-deb', ['--root-owner-group', `-Z${compression}`, '--build', stage, values.package], {
    stdio: 'inherit',
  });
  if (statSync(values.package).size === 0) throw new Error('dpkg-deb left nothing');
} finally {
  rmSync(stage, { recursive: true, force: true });
}
