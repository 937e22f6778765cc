#!/usr/bin/env node
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { root } from './lib/project.mjs';

// npx faultline …: the command line, built first where that is due.
await ensureInstalled();
await ensureBuilt(['command line', 'command line threads']);
await import(pathToFileURL(path.join(root, 'dist', 'cli', 'faultline.mjs')).href);
